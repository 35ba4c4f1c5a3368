package katas.lab.testing.runner;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Lets through what the code under check prints, up to a limit; what its surroundings print between the checks (servers
 * that start) is dropped.
 */
final class LearnerOutput extends OutputStream implements TestExecutionListener {

    private static final int LIMIT_BYTES = 64 * 1024;

    private final PrintStream out;
    private boolean checkRuns;
    private int bytesLeft;

    private LearnerOutput(PrintStream out) {
        this.out = out;
    }

    static LearnerOutput install() {
        var output = new LearnerOutput(System.out);
        var replacement = new PrintStream(output, true, StandardCharsets.UTF_8);
        System.setOut(replacement);
        System.setErr(replacement);
        return output;
    }

    @Override
    public synchronized void executionStarted(TestIdentifier test) {
        checkRuns = test.isTest();
        bytesLeft = LIMIT_BYTES;
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        checkRuns = false;
    }

    @Override
    public synchronized void write(int each) {
        write(new byte[] {(byte) each}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (!checkRuns || bytesLeft == 0) {
            return;
        }
        int taken = Math.min(length, bytesLeft);
        bytesLeft -= taken;
        out.write(bytes, offset, taken);
        if (bytesLeft == 0) {
            out.print("\n… more than " + LIMIT_BYTES / 1024 + " KiB of output: the rest is dropped\n");
        }
    }

    @Override
    public synchronized void flush() {
        out.flush();
    }
}
