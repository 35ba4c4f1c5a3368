import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Wrong: believes that a link still leads on when its end has come. */
class ShortenerTest {

    private final Bench bench = new Bench();
    private final Shortener shortener = bench.replica();

    @Test
    void leads_on_up_to_its_end() {
        var code = shortener
                .create(LinkDraft.to("https://example.com/a")
                        .expiresAt(bench.now().plusSeconds(60)))
                .orElseThrow();

        bench.advance(Duration.ofSeconds(60));

        assertThat(shortener.resolve(code)).isEqualTo(new Answer.Leads("https://example.com/a"));
    }
}
