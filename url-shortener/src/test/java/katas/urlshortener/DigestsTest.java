package katas.urlshortener;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DigestsTest {
    @Test
    void digests_are_those_of_the_standards() {
        // keys of Redis are named by them: anybody who finds others here has lost every list of links
        assertThat(Digests.shortHex("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
        assertThat(HexFormat.of().formatHex(Digests.sha256("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        // the second case of RFC 4231
        assertThat(HexFormat.of()
                        .formatHex(Digests.hmac(Digests.key("Jefe".getBytes(UTF_8)), "what do ya want for nothing?")))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
