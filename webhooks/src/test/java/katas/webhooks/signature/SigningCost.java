package katas.webhooks.signature;

import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.LongStream;

/** What a signature of 512 bytes costs of a thread's own time on a processor: a program, for how fast is no test's business. */
final class SigningCost {
    private static final SignedContent CONTENT =
            SignedContent.of("msg_00000000000000000000000001", Instant.ofEpochSecond(1_614_265_330), new byte[512]);
    private static final int ROUNDS = 15;
    private static final double NANOS_OF_MICRO = 1_000;

    private SigningCost() {}

    /** Prints the median of the last rounds, for each scheme. */
    public static void main(String[] arguments) {
        print("v1", SigningSecret.draw(new SecureRandom()), 200_000);
        print("v1a", SigningKeyPair.draw(), 1_000);
    }

    private static void print(String scheme, Signer signer, int signatures) {
        // what comes first is interpreted
        double nanos = LongStream.range(0, ROUNDS)
                .map(_ -> round(signer, signatures))
                .skip(ROUNDS - 5)
                .sorted()
                .toArray()[2];
        System.out.printf(Locale.ROOT, "%-3s  %.1f µs%n", scheme, nanos / signatures / NANOS_OF_MICRO);
    }

    private static long round(Signer signer, int signatures) {
        var clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();
        long letters = 0;
        for (int number = 0; number < signatures; number++) {
            letters += signer.sign(CONTENT).length();
        }
        long took = clock.getCurrentThreadCpuTime() - start;
        if (letters == 0) {
            throw new IllegalStateException("nothing was signed");
        }
        return took;
    }
}
