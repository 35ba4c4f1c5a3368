package katas.lab.cli.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import katas.lab.cli.CapturedConsole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradeOffCardTest {
    @TempDir
    Path module;

    private final CapturedConsole captured = new CapturedConsole();

    @Test
    void shows_each_scenario_with_a_number_a_variant() throws IOException {
        measured("""
                {"over-admitted permits": {"naive": 37, "token-bucket": 0}, "bytes a key": {"gcra": 56.5}}
                """);

        new TradeOffCard(module).print(captured.console());

        assertThat(captured.text()).isEqualTo("""

                 Trade-offs, as measured in this run
                   over-admitted permits
                     naive               37
                     token-bucket         0
                   bytes a key
                     gcra              56.5
                """);
    }

    @Test
    void shows_nothing_that_an_earlier_run_measured() throws IOException {
        measured("{\"over-admitted permits\": {\"naive\": 37}}");
        var card = new TradeOffCard(module);

        card.forget();
        card.print(captured.console());

        assertThat(captured.text()).isEmpty();
    }

    private void measured(String json) throws IOException {
        Files.createDirectories(module.resolve("target"));
        Files.writeString(module.resolve("target/trade-offs.json"), json);
    }
}
