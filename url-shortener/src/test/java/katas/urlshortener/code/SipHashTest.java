package katas.urlshortener.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SipHashTest {

    @Test
    void is_what_its_authors_published() {
        // of the bytes 00 to 07, with the key 00 to 0f
        assertThat(new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L).hash(0x0706050403020100L))
                .isEqualTo(0x93f5f5799a932462L);
    }
}
