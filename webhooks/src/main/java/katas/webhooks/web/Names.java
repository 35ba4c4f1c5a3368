package katas.webhooks.web;

import java.util.Locale;

/** Names of constants as the API has them: {@code checked-out}. */
final class Names {
    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
