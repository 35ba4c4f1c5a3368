package katas.lab.cli.terminal;

import static katas.lab.cli.terminal.Colour.FAINT;
import static katas.lab.cli.terminal.Colour.GREEN;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Something that takes a while: a progress line with a clock while it lasts, one line that stays when it has worked.
 *
 * <p>Without a terminal: one line when it begins and one when it is done. Closed without {@link #done}, it leaves nothing
 * behind: the failure speaks for itself.
 */
public final class Activity implements AutoCloseable {
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    private final Console console;
    private final String what;
    private final long startNanos = System.nanoTime();
    private final Thread clock;
    private volatile String now = "";
    private volatile boolean over;

    private Activity(Console console, String what) {
        this.console = console;
        this.what = what;
        if (!console.terminal()) {
            console.line("   " + what + " …");
        }
        this.clock = Thread.ofPlatform().daemon().name("progress").start(this::tick);
    }

    /**
     * Begins.
     *
     * @param what in the present tense: {@code building rate-limiter}
     */
    public static Activity begin(Console console, String what) {
        return new Activity(console, what);
    }

    /** Says what it is at. */
    public void at(String step) {
        now = step;
    }

    /**
     * Ends it well.
     *
     * @param result in the past tense: {@code built rate-limiter}
     */
    public void done(String result) {
        close();
        console.line(" " + console.paint(GREEN, "✓") + " " + result
                + console.paint(FAINT, String.format(Locale.ROOT, "  %.1f s", elapsedSeconds())));
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(clock);
        try {
            clock.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        console.endProgress();
    }

    private void tick() {
        for (int i = 0; !over && console.terminal(); i++) {
            var step = now.isEmpty() ? "" : " · " + now;
            console.progress(" " + SPINNER.charAt(i % SPINNER.length()) + " " + what
                    + console.paint(FAINT, "%s · %d s".formatted(step, (int) elapsedSeconds())));
            LockSupport.parkNanos(REDRAW.toNanos());
        }
    }

    private double elapsedSeconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
