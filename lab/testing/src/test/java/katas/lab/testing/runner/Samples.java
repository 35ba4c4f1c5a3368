package katas.lab.testing.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.LockSupport;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.EnvironmentFailure;
import katas.lab.testing.exercise.Run;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the runner is tried on; the build's own test run does not see these. */
final class Samples {

    private Samples() {}

    static class TeaKettle {

        @Test
        void boils_at_a_hundred_degrees() {
            System.out.println("{\"event\":\"passed\"} is what I print");
        }

        @Test
        @Tag("long")
        void boils_dry_in_the_end() {}

        @Nested
        class OnAMountain {

            @Test
            void boils_earlier() {
                assertThat(93).as("degrees").isEqualTo(100);
            }
        }
    }

    static class Checks {

        @Check("S-3")
        void never_reached(Run run) {
            run.measured("reached", 1);
        }

        @Check("S-1")
        void measures(Run run) {
            run.measured("seed", run.seed());
        }

        @Check("S-2")
        void fails_with_a_proof() {
            System.out.println("hello from the learner");
            throw CheckFailure.expected("10 at most", 13)
                    .breaking("permits granted and not returned ≤ limit")
                    .shownBy(List.of("n1 counted 9", "n2 counted 9"));
        }
    }

    static class Endless {

        @Check("S-1")
        void loops() {
            long turns = 0;
            while (turns >= 0) {
                turns = (turns + 1) & Long.MAX_VALUE;
            }
        }
    }

    static class Deadlocked {

        @Check("S-1")
        void waits_for_ever() {
            var one = new Object();
            var other = new Object();
            var bothHold = new CyclicBarrier(2);
            Thread.ofPlatform().name("second").start(() -> crosswise(other, one, bothHold));
            crosswise(one, other, bothHold);
        }

        private static void crosswise(Object first, Object second, CyclicBarrier bothHold) {
            synchronized (first) {
                try {
                    bothHold.await();
                } catch (InterruptedException | BrokenBarrierException e) {
                    throw new IllegalStateException(e);
                }
                synchronized (second) {
                    System.out.println("never");
                }
            }
        }
    }

    static class Exits {

        @Check("S-1")
        void ends_the_jvm() {
            System.exit(0);
        }
    }

    static class WithoutServer {

        @BeforeAll
        @SuppressWarnings("DoNotCallSuggester")
        static void start() {
            throw new EnvironmentFailure("Redis did not answer within 5 s (embedded, port 20417)");
        }

        @Check("S-1")
        void needs_redis() {
            LockSupport.parkNanos(1);
        }
    }

    @Lab(Needs.REDIS)
    static class WithRedis {

        @Check("S-1")
        void needs_redis(RedisHandle redis) {
            System.out.println("never reached, for want of " + redis);
        }
    }

    static class Chatty {

        @Check("S-1")
        void prints_two_megabytes() {
            for (int i = 0; i < 2048; i++) {
                System.out.print("x".repeat(1024));
            }
        }
    }
}
