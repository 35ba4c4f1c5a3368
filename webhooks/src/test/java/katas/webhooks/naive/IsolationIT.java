package katas.webhooks.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.TradeOffs;
import katas.webhooks.Ids;
import katas.webhooks.Passage;
import katas.webhooks.Store;
import katas.webhooks.clockwork.LoggedMishaps;
import katas.webhooks.clockwork.Worker;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Attempting;
import katas.webhooks.delivery.Caller;
import katas.webhooks.delivery.Completing;
import katas.webhooks.delivery.Deliveries;
import katas.webhooks.delivery.Dispatcher;
import katas.webhooks.delivery.FanOut;
import katas.webhooks.delivery.Finding;
import katas.webhooks.delivery.SignedRequest;
import katas.webhooks.delivery.Stopwatch;
import katas.webhooks.message.Sent;
import katas.webhooks.retry.RetrySchedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of 200 endpoints ten take what they are sent, and do not answer before the test lets them. */
@Lab(Needs.REDIS)
class IsolationIT {
    private static final String TENANT = "acme";
    private static final int ENDPOINTS = 200;
    private static final int ONE_OF_THEM_HANGS = 20;
    private static final int MESSAGES = 10;
    private static final int HEALTHY = MESSAGES * (ENDPOINTS - ENDPOINTS / ONE_OF_THEM_HANGS);
    /** Fewer than messages to those that hang: without a limit for each endpoint they would take all. */
    private static final int IN_FLIGHT = 90;

    private static final String MEANWHILE = "deliveries to the others while 10 of 200 endpoints hang, of 1,900";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Store store;
    private final Queue<String> delivered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger hanging = new AtomicInteger();
    private final CountDownLatch answers = new CountDownLatch(1);
    private Set<String> thatHang = Set.of();
    private Worker worker = new Worker("nobody", _ -> {}, () -> {});

    IsolationIT(RedisHandle redis) {
        store = Store.in(redis);
    }

    @BeforeEach
    void choose() {
        var endpoints = store.endpoints(TENANT, ENDPOINTS);
        var some = new HashSet<String>();
        for (int number = 0; number < ENDPOINTS; number += ONE_OF_THEM_HANGS) {
            some.add(endpoints.get(number));
        }
        thatHang = some;
    }

    @AfterEach
    void stop() {
        answers.countDown();
        worker.stop();
        store.close();
    }

    @Test
    void every_message_to_a_healthy_endpoint_is_delivered_while_none_of_the_hanging_ones_has_answered() {
        dispatch(store.deliveries, IN_FLIGHT);

        await().atMost(PATIENCE).until(() -> delivered.size() == HEALTHY);

        assertThat(delivered).doesNotHaveDuplicates();
        assertThat(hanging).hasValueGreaterThanOrEqualTo(thatHang.size());
        assertThat(answers.getCount()).isOne();
        TradeOffs.record(MEANWHILE, "isolated", delivered.size());
    }

    @Test
    void with_a_shared_queue_ten_of_two_hundred_endpoints_stop_everybody_until_they_answer() {
        var clock = InstantSource.system();
        var shared =
                new SharedQueue(store.redis.link(), store.redis.keys(), store.endpoints, clock, Duration.ofMinutes(10));
        dispatch(shared, SharedQueue.WORKERS);

        await().atMost(PATIENCE).until(() -> hanging.get() == SharedQueue.WORKERS);

        // and nobody is left who could deliver another
        assertThat(delivered).hasSizeLessThan(HEALTHY);
        TradeOffs.record(MEANWHILE, "shared-queue", delivered.size());
        answers.countDown();
        await().atMost(PATIENCE).until(() -> Set.copyOf(delivered).size() == MESSAGES * ENDPOINTS);
    }

    private void dispatch(Deliveries deliveries, int inFlight) {
        var clock = InstantSource.system();
        var random = new SecureRandom();
        var fanOut = new FanOut(store.messages, store.directory, deliveries, Passage.OPEN);
        IntStream.range(0, MESSAGES).forEach(number -> fanOut.fanOut(Sent.message("msg_" + number, TENANT)));
        var mishaps = new LoggedMishaps(System::nanoTime);
        var completing = new Completing(deliveries, Duration.ofSeconds(30), Thread::sleep, mishaps);
        var stopwatch = new Stopwatch(new Ids(clock, random), clock, System::nanoTime);
        var attempting = new Attempting(
                new Finding(
                        store.messages, store.endpoints, completing, Duration.ofSeconds(15), Thread::sleep, mishaps),
                new Caller(this::carry, clock),
                new RetrySchedule(List.of(), 0, random),
                completing,
                stopwatch,
                clock,
                Passage.OPEN,
                mishaps);
        var dispatcher =
                new Dispatcher(deliveries, attempting::attempt, inFlight, stopwatch, System::nanoTime, mishaps);
        worker = new Worker("dispatcher", dispatcher::run, () -> {});
        worker.start();
    }

    private Answer carry(SignedRequest request) {
        var endpoint = Store.endpointAt(request.url());
        if (thatHang.contains(endpoint)) {
            hanging.incrementAndGet();
            hang();
        }
        delivered.add(request.fields().get("webhook-id") + " " + endpoint);
        return new Answer.Answered(204, null, "", false);
    }

    private void hang() {
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
