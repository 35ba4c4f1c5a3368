package katas.shopping.effect;

import org.jspecify.annotations.Nullable;

/** A message, or a document, that cannot be understood: to be put aside and looked at, never to be guessed at. */
public final class Poison extends RuntimeException {
    public Poison(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
