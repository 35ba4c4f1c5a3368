package katas.lab.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static final Map<String, String> XTERM = Map.of("TERM", "xterm");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void paints_on_a_terminal() {
        assertThat(console(true, XTERM).paint(Colour.RED, "no")).isEqualTo("\u001b[31mno\u001b[0m");
    }

    @Test
    void does_not_paint_into_a_pipe() {
        assertThat(console(false, XTERM).paint(Colour.RED, "no")).isEqualTo("no");
    }

    @Test
    void does_not_paint_against_the_readers_will() {
        assertThat(console(true, Map.of("TERM", "xterm", "NO_COLOR", "1")).colour())
                .isFalse();
        assertThat(console(true, Map.of("TERM", "dumb")).colour()).isFalse();
        assertThat(console(true, Map.of("TERM", "xterm", "NO_COLOR", "")).colour())
                .isTrue();
    }

    @Test
    void writes_lines_above_the_progress_line() {
        var console = console(true, XTERM);

        console.progress("building");
        console.line("a warning");
        console.endProgress();

        assertThat(text()).isEqualTo("\r\u001b[Kbuilding\r\u001b[Ka warning\nbuilding\r\u001b[K");
    }

    @Test
    void shows_no_progress_in_a_pipe() {
        var console = console(false, XTERM);

        console.progress("building");
        console.line("built");
        console.endProgress();

        assertThat(text()).isEqualTo("built\n");
    }

    @Test
    void draws_nothing_any_more_once_interrupted() {
        var console = console(true, XTERM);
        console.progress("building");

        console.interrupt();
        console.progress("still building");

        assertThat(text()).endsWith("building\r\u001b[K").doesNotContain("still");
    }

    @Test
    void says_what_is_wrong_and_how_to_mend_it() {
        console(false, XTERM).stopped(Stopped.environment("port 1 is taken.", "free it"));
        console(false, XTERM).stopped(Stopped.usage("There is no kata 'x'.", ""));

        assertThat(text()).isEqualTo("""
                 ! Environment: port 1 is taken.
                   Fix: free it
                 ✗ There is no kata 'x'.
                """);
    }

    private Console console(boolean terminal, Map<String, String> environment) {
        return Console.of(new PrintStream(written, true, StandardCharsets.UTF_8), terminal, environment);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
