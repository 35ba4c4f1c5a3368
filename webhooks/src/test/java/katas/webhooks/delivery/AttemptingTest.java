package katas.webhooks.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static katas.webhooks.message.Sent.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import katas.lab.testing.MutableClock;
import katas.webhooks.CrashPoint;
import katas.webhooks.Ids;
import katas.webhooks.Mishaps;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import katas.webhooks.delivery.Outcome.Delivered;
import katas.webhooks.delivery.Outcome.GivenUp;
import katas.webhooks.delivery.Outcome.Gone;
import katas.webhooks.delivery.Outcome.Retry;
import katas.webhooks.endpoint.SigningKeys;
import katas.webhooks.message.MemoryMessages;
import katas.webhooks.message.Sent;
import katas.webhooks.retry.RetrySchedule;
import katas.webhooks.signature.Verification.Genuine;
import katas.webhooks.signature.Verifier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttemptingTest {
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Lease TAKEN = new Lease("acme", "ep_1", 1, "msg_1", 7, 0, Cause.LIVE, 12);

    private final SplittableRandom random = new SplittableRandom(1);
    private final MutableClock clock = MutableClock.at(NOON);
    private final SigningKeys first = SigningKeys.draw(true, random);
    private final SigningKeys keys = first.rotated(true, NOON, Duration.ofHours(24), random);
    private final MemoryMessages messages = new MemoryMessages();
    private final OneEndpoint endpoint = new OneEndpoint(keys);
    private final MemoryDeliveries deliveries = new MemoryDeliveries();
    private final List<SignedRequest> carried = new ArrayList<>();
    private final List<String> survived = new ArrayList<>();
    private final Stopwatch stopwatch = new Stopwatch(new Ids(clock, random), clock, () -> clock.micros() * 1_000);
    private final List<CrashPoint> reached = new ArrayList<>();
    private Postman postman = _ -> status(204);
    private Pause pause = clock::advance;

    @BeforeEach
    void keep() {
        messages.keep(Sent.message("msg_1", "acme"));
    }

    private static Answer status(int status) {
        return new Answered(status, null, "", false);
    }

    private void attempt(Lease lease) throws InterruptedException {
        attempt(lease, stopwatch.start());
    }

    private void attempt(Lease lease, Stopwatch.Running sinceTaken) throws InterruptedException {
        var caller = new Caller(
                request -> {
                    carried.add(request);
                    return postman.carry(request);
                },
                clock);
        Mishaps mishaps = (doing, _) -> survived.add(doing);
        Pause pausing = length -> pause.of(length);
        var completing = new Completing(deliveries, LEASE, pausing, mishaps);
        new Attempting(
                        new Finding(messages, endpoint, completing, LONGEST, pausing, mishaps),
                        caller,
                        new RetrySchedule(List.of(FIRST_WAIT), 0, random),
                        completing,
                        stopwatch,
                        clock,
                        reached::add,
                        mishaps)
                .attempt(lease, sinceTaken);
    }

    private Outcome outcome(Answer answer, int attempts) throws InterruptedException {
        postman = _ -> answer;
        attempt(new Lease("acme", "ep_1", 1, "msg_1", 7, attempts, Cause.LIVE, 12));
        return deliveries.completed().getLast().outcome();
    }

    @Test
    void sends_the_bytes_that_came_signed_with_all_current_keys() throws InterruptedException {
        attempt(TAKEN);

        var request = carried.getFirst();
        var fields = request.fields();
        assertThat(request.url()).hasToString("https://hooks.example.com/ep_1");
        assertThat(request.body()).isEqualTo("{\"order\": 1}".getBytes(UTF_8));
        assertThat(fields.getOrDefault("webhook-signature", "").split(" ")).hasSize(4);
        for (var key : List.of(
                keys.secret(),
                keys.publicKey().orElseThrow(),
                first.secret(),
                first.publicKey().orElseThrow())) {
            var verified = new Verifier(List.of(key), Verifier.TOLERANCE, clock)
                    .verify(
                            fields.get("webhook-id"),
                            fields.get("webhook-timestamp"),
                            fields.get("webhook-signature"),
                            request.body());
            assertThat(verified).isEqualTo(new Genuine("msg_1", NOON));
        }
    }

    @Test
    void says_what_was_done_for_how_long_and_why() throws InterruptedException {
        postman = _ -> {
            clock.advance(Duration.ofMillis(250));
            return status(500);
        };

        attempt(new Lease("acme", "ep_1", 1, "msg_1", 7, 3, Cause.REPLAY, 12));

        var stored = deliveries.completed().getFirst().attempt();
        assertThat(stored)
                .isEqualTo(new Attempt(stored.id(), "msg_1", "ep_1", 4, Cause.REPLAY, NOON, 250, status(500)));
    }

    @Test
    void what_it_took_to_find_out_what_to_send_is_no_part_of_the_call() throws InterruptedException {
        clock.advance(Duration.ofNanos(1_500_000));
        messages.whenAsked(() -> clock.advance(Duration.ofSeconds(3)));

        attempt(TAKEN);

        var stored = deliveries.completed().getFirst().attempt();
        assertThat(stored.startedAt()).isEqualTo(NOON.plusMillis(3_001));
        assertThat(stored.tookMillis()).isZero();
    }

    @Test
    void what_follows_is_what_the_answer_means() throws InterruptedException {
        assertThat(outcome(status(200), 0)).isEqualTo(new Delivered());
        assertThat(outcome(status(302), 0)).isEqualTo(new Retry(FIRST_WAIT));
        assertThat(outcome(status(500), 0)).isEqualTo(new Retry(FIRST_WAIT));
        assertThat(outcome(status(500), 1)).isEqualTo(new GivenUp());
        assertThat(outcome(status(410), 0)).isEqualTo(new Gone());
        assertThat(outcome(new Answered(503, "60", "", false), 0)).isEqualTo(new Retry(Duration.ofMinutes(1)));
        for (var trouble : Trouble.values()) {
            assertThat(outcome(new NotAnswered(trouble, "detail"), 0)).isEqualTo(new Retry(FIRST_WAIT));
        }
    }

    @Test
    void an_outcome_that_cannot_be_stored_is_stored_when_redis_is_back() throws InterruptedException {
        deliveries.away(true);
        pause = length -> {
            clock.advance(length);
            deliveries.away(clock.instant().isBefore(NOON.plusSeconds(10)));
        };

        attempt(TAKEN);

        assertThat(carried).hasSize(1);
        assertThat(deliveries.completed()).hasSize(1);
        assertThat(survived).hasSize(50).containsOnly("store how an attempt ended");
    }

    @Test
    void an_outcome_that_cannot_be_stored_is_tried_again_until_the_lease_ends() throws InterruptedException {
        deliveries.away(true);

        attempt(TAKEN);

        assertThat(clock.instant()).isEqualTo(NOON.plus(LEASE));
        assertThat(deliveries.completed()).isEmpty();
        assertThat(carried).hasSize(1);
    }

    @Test
    void what_went_by_before_the_attempt_is_gone_of_the_lease() throws InterruptedException {
        deliveries.away(true);
        var sinceTaken = stopwatch.start();
        clock.advance(Duration.ofSeconds(10));

        attempt(TAKEN, sinceTaken);

        assertThat(clock.instant()).isEqualTo(NOON.plus(LEASE));
    }

    @Test
    void a_lease_without_time_for_an_attempt_is_handed_back_though_redis_is_there() throws InterruptedException {
        var sinceTaken = stopwatch.start();
        clock.advance(LEASE.minus(LONGEST).plusMillis(1));

        attempt(TAKEN, sinceTaken);

        assertThat(carried).isEmpty();
        assertThat(deliveries.handedBack()).containsExactly(TAKEN);
    }

    @Test
    void nothing_is_sent_while_it_cannot_be_known_what_or_where_to() {
        deliveries.away(true);
        messages.away(true);
        assertThatThrownBy(() -> attempt(TAKEN)).isInstanceOf(StoreUnavailable.class);
        messages.away(false);
        endpoint.away(true);
        assertThatThrownBy(() -> attempt(TAKEN)).isInstanceOf(StoreUnavailable.class);

        assertThat(clock.instant()).isEqualTo(NOON.plus(LEASE.multipliedBy(2)));
        assertThat(carried).isEmpty();
        assertThat(deliveries.completed()).isEmpty();
    }

    @Test
    void when_redis_is_back_in_time_the_attempt_is_made_and_its_lease_is_not_wasted() throws InterruptedException {
        back(NOON.plus(LEASE.minus(LONGEST)));

        attempt(TAKEN);

        assertThat(carried).hasSize(1);
        assertThat(deliveries.completed()).hasSize(1);
    }

    @Test
    void when_redis_is_back_too_late_for_an_attempt_its_lease_is_handed_back() throws InterruptedException {
        back(NOON.plus(LEASE.minus(LONGEST)).plusSeconds(1));

        attempt(TAKEN);

        assertThat(carried).isEmpty();
        assertThat(deliveries.handedBack()).containsExactly(TAKEN);
        assertThat(clock.instant()).isEqualTo(NOON.plus(LEASE.minus(LONGEST)).plusSeconds(1));
    }

    /** Lets Redis be away until then. */
    private void back(Instant then) {
        messages.away(true);
        deliveries.away(true);
        pause = length -> {
            clock.advance(length);
            messages.away(clock.instant().isBefore(then));
            deliveries.away(clock.instant().isBefore(then));
        };
    }

    @Test
    void what_cannot_be_read_is_a_failed_attempt_of_ours_and_tried_again_as_any_other() throws InterruptedException {
        endpoint.breakSeal();

        attempt(TAKEN);

        var completed = deliveries.completed().getFirst();
        assertThat(completed.outcome()).isEqualTo(new Retry(FIRST_WAIT));
        assertThat(completed.attempt().answer())
                .isEqualTo(new NotAnswered(Trouble.SENDER_FAULT, "something is wrong with the sender"));
        assertThat(survived).containsExactly("read what an attempt needs");
    }

    @Test
    void an_endpoint_that_was_deleted_is_not_called() throws InterruptedException {
        endpoint.delete("acme", "ep_1");

        attempt(TAKEN);

        assertThat(carried).isEmpty();
        assertThat(deliveries.completed()).isEmpty();
    }

    @Test
    void a_message_that_is_not_there_any_more_is_a_dead_letter() throws InterruptedException {
        attempt(new Lease("acme", "ep_1", 1, "msg_forgotten", 7, 0, Cause.LIVE, 12));

        assertThat(carried).isEmpty();
        var completed = deliveries.completed().getFirst();
        assertThat(completed.outcome()).isEqualTo(new GivenUp());
        assertThat(completed.attempt().answer())
                .isEqualTo(new NotAnswered(Trouble.SENDER_FAULT, "the message is not there any more"));
    }

    @Test
    void a_postman_that_fails_as_nobody_expects_is_a_failed_attempt() throws InterruptedException {
        postman = _ -> {
            throw new IllegalStateException("a bug");
        };

        attempt(TAKEN);

        var completed = deliveries.completed().getFirst();
        assertThat(completed.outcome()).isEqualTo(new Retry(FIRST_WAIT));
        assertThat(completed.attempt().answer())
                .isEqualTo(new NotAnswered(Trouble.SENDER_FAULT, "something is wrong with the sender"));
        assertThat(survived).containsExactly("call an endpoint");
    }

    @Test
    void an_attempt_that_is_interrupted_is_nobody_s_failure_and_due_again_at_once() {
        postman = _ -> {
            Thread.currentThread().interrupt();
            return new NotAnswered(Trouble.RESET, "closed");
        };

        assertThatThrownBy(() -> attempt(TAKEN)).isInstanceOf(InterruptedException.class);

        assertThat(deliveries.completed()).isEmpty();
        assertThat(deliveries.handedBack()).containsExactly(TAKEN);
    }

    @Test
    void who_is_interrupted_and_cannot_hand_its_lease_back_for_a_fault_was_interrupted_all_the_same() {
        postman = _ -> {
            Thread.currentThread().interrupt();
            return new NotAnswered(Trouble.RESET, "closed");
        };
        deliveries.refuse();

        assertThatThrownBy(() -> attempt(TAKEN)).isInstanceOf(InterruptedException.class);

        assertThat(survived).containsExactly("hand a lease back");
    }

    @Test
    void an_outcome_that_is_refused_for_good_is_stored_by_whoever_has_the_next_lease() {
        deliveries.refuse();

        assertThatThrownBy(() -> attempt(TAKEN)).isInstanceOf(IllegalStateException.class);

        assertThat(carried).hasSize(1);
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void passes_each_point_at_which_it_may_die() throws InterruptedException {
        attempt(TAKEN);

        assertThat(reached)
                .containsExactly(CrashPoint.BEFORE_ATTEMPT, CrashPoint.AFTER_ATTEMPT, CrashPoint.AFTER_COMPLETION);
    }
}
