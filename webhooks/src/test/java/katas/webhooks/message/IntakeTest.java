package katas.webhooks.message;

import static katas.webhooks.message.Sent.NOON;
import static katas.webhooks.message.Sent.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.MutableClock;
import katas.webhooks.CrashPoint;
import katas.webhooks.Crashed;
import katas.webhooks.Ids;
import katas.webhooks.Passage;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.message.Acceptance.Accepted;
import katas.webhooks.message.Acceptance.KeyTaken;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final Queue<Message> log = new ConcurrentLinkedQueue<>();
    private final MemoryMessages messages = new MemoryMessages();
    private final MemoryKeys keys = new MemoryKeys();
    private final List<String> survived = new ArrayList<>();
    private final MutableClock clock = MutableClock.at(NOON.plusNanos(1));
    private final Ids ids = new Ids(clock, new SplittableRandom(1));
    private volatile boolean kafkaAway;
    private Passage passage = Passage.OPEN;

    private Acceptance accept(String key, String json) {
        return intake().accept("acme", key, order(json));
    }

    private Intake intake() {
        return new Intake(this::append, messages, keys, ids, clock, passage, (doing, _) -> survived.add(doing));
    }

    private void append(Message message) {
        if (kafkaAway) {
            throw new LogUnavailable("away", null);
        }
        log.add(message);
    }

    private List<String> logged() {
        return log.stream().map(Message::id).distinct().toList();
    }

    @Test
    void what_is_accepted_is_in_the_log_and_can_be_found() {
        var accepted = (Accepted) accept("k1", "{}");

        var message = new Message(
                accepted.id(),
                "acme",
                Sent.ORDER_PAID,
                null,
                NOON,
                null,
                order("{}").payload());
        assertThat(log).containsExactly(message);
        assertThat(messages.find("acme", accepted.id())).contains(message);
    }

    @Test
    void a_key_sent_fifty_times_is_one_message() {
        var answers = LoadDriver.run(50, _ -> accept("k1", "{}"));

        assertThat(answers.failures()).isEmpty();
        assertThat(answers.results())
                .hasSize(50)
                .containsOnly(new Accepted(log.element().id()));
        assertThat(logged()).hasSize(1);
    }

    @Test
    void a_key_that_is_known_to_be_in_the_log_is_not_appended_again() {
        accept("k1", "{}");
        accept("k1", "{}");

        assertThat(log).hasSize(1);
    }

    @Test
    void a_key_stands_for_what_it_was_first_sent_with() {
        accept("k1", "{}");

        assertThat(accept("k1", "{ }")).isEqualTo(new KeyTaken());
        assertThat(log).hasSize(1);
    }

    @Test
    void without_a_key_each_request_is_a_message() {
        var intake = intake();

        assertThat(intake.accept("acme", null, order("{}"))).isNotEqualTo(intake.accept("acme", null, order("{}")));
        assertThat(logged()).hasSize(2);
    }

    @Test
    void nothing_is_accepted_while_kafka_is_away_and_the_same_key_is_the_same_message_when_it_is_back() {
        kafkaAway = true;
        assertThatThrownBy(() -> accept("k1", "{}")).isInstanceOf(LogUnavailable.class);
        assertThatThrownBy(() -> accept("k1", "{}")).isInstanceOf(LogUnavailable.class);

        kafkaAway = false;
        clock.advance(Duration.ofSeconds(5));
        var accepted = (Accepted) accept("k1", "{}");

        assertThat(log).extracting(Message::id).containsExactly(accepted.id());
        assertThat(log).extracting(Message::acceptedAt).containsExactly(NOON);
    }

    @Test
    void without_a_key_a_message_is_accepted_while_redis_is_away() {
        messages.away(true);
        keys.away = true;

        assertThat(intake().accept("acme", null, order("{}"))).isInstanceOf(Accepted.class);

        assertThat(logged()).hasSize(1);
        assertThat(survived).containsExactly("keep a message");
    }

    @Test
    void what_is_in_the_log_is_accepted_though_nothing_else_can_be_noted_of_it() {
        messages.sicken();

        assertThat(accept("k1", "{}")).isInstanceOf(Accepted.class);

        assertThat(survived).containsExactly("keep a message");
    }

    @Test
    void with_a_key_nothing_is_in_the_log_while_nobody_knows_what_it_stands_for() {
        keys.away = true;

        assertThatThrownBy(() -> accept("k1", "{}")).isInstanceOf(StoreUnavailable.class);

        assertThat(log).isEmpty();
    }

    @Test
    void who_died_before_the_answer_is_asked_again_and_answers_with_the_same_id() {
        for (var point : List.of(CrashPoint.BEFORE_APPEND, CrashPoint.AFTER_APPEND)) {
            log.clear();
            passage = reached -> {
                if (reached == point) {
                    throw new Crashed();
                }
            };
            assertThatThrownBy(() -> accept(point.text(), "{}")).isInstanceOf(Crashed.class);
            passage = Passage.OPEN;

            var accepted = accept(point.text(), "{}");

            assertThat(accepted).isEqualTo(new Accepted(log.element().id()));
            assertThat(logged()).hasSize(1);
        }
    }
}
