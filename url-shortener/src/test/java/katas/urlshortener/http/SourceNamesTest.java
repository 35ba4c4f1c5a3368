package katas.urlshortener.http;

import static org.assertj.core.api.Assertions.assertThat;

import katas.urlshortener.code.CodeKey;
import org.junit.jupiter.api.Test;

class SourceNamesTest {
    private static final CodeKey KEY = CodeKey.parse("000102030405060708090a0b0c0d0e0f");
    private static final CodeKey OTHER = CodeKey.parse("100102030405060708090a0b0c0d0e0f");

    @Test
    void all_replicas_call_a_source_the_same() {
        assertThat(new SourceNames(KEY).of("192.0.2.1"))
                .isEqualTo(new SourceNames(KEY).of("192.0.2.1"))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void neither_two_sources_nor_two_installations_share_a_name() {
        assertThat(new SourceNames(KEY).of("192.0.2.1"))
                .isNotEqualTo(new SourceNames(KEY).of("192.0.2.2"))
                .isNotEqualTo(new SourceNames(OTHER).of("192.0.2.1"));
    }
}
