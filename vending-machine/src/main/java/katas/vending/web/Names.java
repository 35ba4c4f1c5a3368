package katas.vending.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Spells enum constants the way the API does: {@code NO_CHANGE} is {@code no-change}. */
final class Names {
    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(String field, String text, Class<E> type) {
        var constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> of(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidRequest(
                        field,
                        "must be one of "
                                + Arrays.stream(constants).map(Names::of).collect(Collectors.joining(", "))));
    }
}
