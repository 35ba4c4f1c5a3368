package katas.shopping.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Tells customers from guests. */
final class Customers {
    private Customers() {}

    /** Returns the name of whoever calls with a key; null for a guest. */
    static @Nullable String name(@Nullable Authentication caller) {
        return caller == null ? null : caller.getName();
    }
}
