package katas.lab.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuredTablesTest {
    private final MeasuredTables tables = new MeasuredTables(
            new Measurements(
                    "./kata test turnstile",
                    "abc1234",
                    "2026-01-02",
                    "a fast one, 2 cores",
                    Map.of("Java", "25"),
                    Map.of(
                            "passed of 300", Map.of("fair", 100, "wrong", 1_300),
                            "bytes a key", Map.of("fair", 50.5))),
            List.of("wrong", "fair"));

    @Test
    void writes_one_row_a_variant_and_one_column_a_scenario_of_the_header() {
        assertThat(tables.renew("""
                        Before.

                        <!-- measured -->
                        | variant | passed of 300 | bytes a key |
                        | --- | ---: | ---: |
                        | `wrong` | 7 | 7 |
                        | `gone` | 7 | 7 |

                        After.
                        """)).isEqualTo("""
                        Before.

                        <!-- measured -->
                        | variant | passed of 300 | bytes a key |
                        | --- | ---: | ---: |
                        | `wrong` | 1,300 |  |
                        | `fair` | 100 | 50.5 |

                        After.
                        """);
    }

    @Test
    void writes_where_the_numbers_come_from() {
        assertThat(tables.renew("<!-- provenance -->\nold\n")).isEqualTo("""
                        <!-- provenance -->
                        Measured by `./kata test turnstile` at commit `abc1234` on 2026-01-02: a fast one, 2 cores; Java 25.
                        """);
    }

    @Test
    void leaves_all_else_alone() {
        var readme = "| a | b |\n| --- | --- |\n| 1 | 2 |\n";

        assertThat(tables.renew(readme)).isEqualTo(readme);
    }

    @Test
    void refuses_a_scenario_that_was_not_measured() {
        assertThatThrownBy(() -> tables.renew("<!-- measured -->\n| variant | passed of 301 |\n"))
                .hasMessageContaining("'passed of 301'");
    }
}
