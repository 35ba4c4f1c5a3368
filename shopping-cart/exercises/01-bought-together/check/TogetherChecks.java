import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.Run;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;

/** What a view must show that was added to a shop which has been open for years. */
@Lab({Needs.REDIS, Needs.KAFKA})
class TogetherChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private Street street;
    RedisHandle redis;
    KafkaHandle kafka;

    @AfterEach
    void close() {
        if (street != null) {
            street.close();
        }
    }

    @Check("SC-101")
    void backfill(Run run) {
        open(run);
        street.checkOut(300, "tea", "pot");
        street.checkOut(100, "tea", "cup", "pot");
        street.sendOther(50);
        street.mark();
        street.flush();

        var view = street.open();

        awaitMarks(view);
        must(Map.of("pot", 400L, "cup", 100L), view.with("tea"), "what was bought before the view existed");
        must(Map.of("tea", 100L, "pot", 100L), view.with("cup"), "what was bought before the view existed");
    }

    @Check("SC-102")
    void live(Run run) {
        open(run);
        street.checkOut(200, "tea", "pot");
        street.flush();
        var view = street.open();
        for (int round = 0; round < 20; round++) {
            street.checkOut(10, "tea", "pot");
        }
        street.mark();
        street.flush();

        awaitMarks(view);
        must(Map.of("pot", 400L), view.with("tea"), "what was bought before and while the view caught up");
    }

    @Check("SC-103")
    void said_twice(Run run) {
        open(run);
        var view = street.open();
        var ids = street.checkOut(200, "tea", "pot");
        street.sayAgain(ids.subList(0, 50), "tea", "pot");
        street.checkOut(100, "tea", "pot");
        street.sayAgain(ids.subList(150, 200), "tea", "pot");
        street.mark();
        street.flush();

        awaitMarks(view);
        must(Map.of("pot", 300L), view.with("tea"), "300 checkouts, 100 of which were said twice");
    }

    @Check("SC-104")
    void answers_get_lost(Run run) {
        open(run);
        run.measured("naive", NaiveCounter.countedTooOften(street.redis(), run.unique("naive")));
        street.checkOut(300, "tea", "pot");
        street.mark();
        street.flush();

        var view = street.open(LostAnswers.of(street.redis(), 7));

        awaitMarks(readable(view));
        must(
                Map.of("pot", 300L),
                readable(view).with("tea"),
                "each checkout once, though one command of seven got no answer");
    }

    @Check("SC-105")
    void instances_come_and_go(Run run) {
        open(run);
        street.checkOut(200, "tea", "pot");
        street.flush();
        var first = street.open();
        eventually(
                () -> first.with("tea").getOrDefault("pot", 0L) > 0,
                "the first instance counts something",
                () -> "nothing");
        var second = street.open();
        street.checkOut(200, "tea", "pot");
        street.flush();
        first.close();
        street.checkOut(200, "tea", "pot");
        street.mark();
        street.flush();

        awaitMarks(second);
        must(Map.of("pot", 600L), second.with("tea"), "what two instances counted, of which one was stopped");
    }

    @Check("SC-106")
    void poison(Run run) {
        open(run);
        street.checkOut(100, "tea", "pot");
        street.flush();
        street.sendGarbage();
        street.flush();
        street.checkOut(100, "tea", "pot");
        street.mark();
        street.flush();

        var view = street.open();

        awaitMarks(view);
        must(Map.of("pot", 200L), view.with("tea"), "everything but what nobody can read");
    }

    @Check("SC-107")
    void says_when_it_has_caught_up(Run run) {
        open(run);
        street.checkOut(800, "tea", "pot");
        street.flush();

        var view = street.open();
        eventually(view::upToDate, "up to date in the end", () -> "never within 12 s");

        must(Map.of("pot", 800L), view.with("tea"), "all that was there when the view was opened, once it says so");
        street.checkOut(100, "tea", "pot");
        street.flush();
        eventually(
                () -> view.with("tea").equals(Map.of("pot", 900L)), "the 100 that came later", () -> view.with("tea"));
        must(true, view.upToDate(), "a view that has caught up goes on saying so");
    }

    private void open(Run run) {
        street = new Street(run, kafka, redis);
    }

    /** A reader whose own answers may get lost, too: it asks again. */
    private static Reader readable(BoughtTogether view) {
        return sku -> {
            for (int attempt = 0; attempt < 10; attempt++) {
                try {
                    return view.with(sku);
                } catch (RedisException e) {
                    // the next answer arrives
                }
            }
            return Map.of();
        };
    }

    private interface Reader {
        Map<String, Long> with(String sku);
    }

    private static void awaitMarks(BoughtTogether view) {
        awaitMarks((Reader) view::with);
    }

    private static void awaitMarks(Reader view) {
        eventually(
                () -> view.with("end").getOrDefault("mark", 0L) >= Street.PARTITIONS,
                "the last events of all partitions counted within 12 s",
                () -> "of %d last events %d"
                        .formatted(Street.PARTITIONS, view.with("end").getOrDefault("mark", 0L)));
    }

    private static void eventually(Callable<Boolean> condition, Object expected, Supplier<?> otherwise) {
        try {
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(BETWEEN_LOOKS)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw CheckFailure.expected(expected, otherwise.get());
        }
    }

    private static void must(Object expected, Object got, String what) {
        if (!expected.equals(got)) {
            throw CheckFailure.expected(expected, got).breaking(what);
        }
    }
}
