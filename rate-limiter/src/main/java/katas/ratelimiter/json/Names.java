package katas.ratelimiter.json;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import katas.ratelimiter.InvalidPolicy;

/** Spells enum constants the way JSON has them: {@code TOKEN_BUCKET} is {@code token-bucket}. */
public final class Names {
    private Names() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(String field, String text, Class<E> type) {
        var constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> of(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidPolicy(
                        field,
                        "must be one of "
                                + Arrays.stream(constants).map(Names::of).collect(Collectors.joining(", "))));
    }
}
