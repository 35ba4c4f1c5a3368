package katas.urlshortener.code;

import java.util.stream.IntStream;

/** Keys that differ. */
final class Keys {
    private Keys() {}

    static CodePermutation permutation(int versions) {
        return new CodePermutation(IntStream.range(0, versions)
                .mapToObj(version -> new CodeKey(0x0123456789abcdefL + version, 0xfedcba9876543210L ^ version))
                .toList());
    }
}
