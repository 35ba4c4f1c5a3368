package katas.lab.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineCountsTest {
    @TempDir
    Path folder;

    @Test
    void are_the_lines_of_all_files_that_a_row_links() throws IOException {
        Files.createDirectory(folder.resolve("src"));
        Files.writeString(folder.resolve("src/Coin.java"), "1\n2\n");
        Files.writeString(folder.resolve("src/coin.lua"), "1\n2\n3\n");

        assertThat(new LineCounts(folder).renew("""
                        | file | lines | what to see there |
                        | --- | ---: | --- |
                        | [`Coin`](src/Coin.java) | 7 | a [coin](coin.md), 1 of 2 |
                        | [`Coin`](src/Coin.java), [`coin.lua`](src/coin.lua) | 7 | both |

                        | variant | passed |
                        | `fair` | 100 |
                        """)).isEqualTo("""
                        | file | lines | what to see there |
                        | --- | ---: | --- |
                        | [`Coin`](src/Coin.java) | 2 | a [coin](coin.md), 1 of 2 |
                        | [`Coin`](src/Coin.java), [`coin.lua`](src/coin.lua) | 5 | both |

                        | variant | passed |
                        | `fair` | 100 |
                        """);
    }
}
