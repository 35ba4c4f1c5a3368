package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TradeOffsTest {
    @Test
    void are_written_in_the_order_in_which_they_were_measured() throws IOException {
        TradeOffs.record("over-admitted permits", "naive", 36);
        TradeOffs.record("bytes a \"key\"", "gcra", 56.5);
        TradeOffs.record("over-admitted permits", "gcra", 0);
        TradeOffs.record("over-admitted permits", "naive", 37);

        assertThat(Files.readString(Path.of("target", "trade-offs.json"))).isEqualTo("""
                {
                  "over-admitted permits": {"naive": 37, "gcra": 0},
                  "bytes a \\"key\\"": {"gcra": 56.5}
                }
                """);
    }
}
