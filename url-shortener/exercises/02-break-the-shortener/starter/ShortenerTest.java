import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Yours: add tests until no wrong shortener gets past them. */
class ShortenerTest {

    private final Bench bench = new Bench();
    private final Shortener shortener = bench.replica();

    @Test
    void leads_to_the_target() {
        var code = shortener.create(LinkDraft.to("https://example.com/a")).orElseThrow();

        assertThat(shortener.resolve(code)).isEqualTo(new Answer.Leads("https://example.com/a"));
    }
}
