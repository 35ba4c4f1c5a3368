package katas.webhooks.naive;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import katas.webhooks.Mishaps;
import katas.webhooks.delivery.Caller;
import katas.webhooks.endpoint.Directory;
import katas.webhooks.endpoint.Endpoints;
import katas.webhooks.endpoint.Endpoints.Addressed;
import katas.webhooks.message.Message;
import katas.webhooks.message.MessageLog;
import katas.webhooks.retry.RetrySchedule;
import katas.webhooks.retry.Verdict;

/**
 * No log at all: calls one endpoint after the other while the sender waits, and remembers in memory whom to call again.
 *
 * <p>What is to be tried again is gone with the process, though its sender was told that it is accepted; and an endpoint that
 * hangs makes the sender wait.
 */
public final class Inline implements MessageLog, AutoCloseable {
    private final Directory directory;
    private final Endpoints endpoints;
    private final Caller caller;
    private final RetrySchedule schedule;
    private final InstantSource clock;
    private final Mishaps mishaps;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("inline-retries").daemon().factory());

    public Inline(
            Directory directory,
            Endpoints endpoints,
            Caller caller,
            RetrySchedule schedule,
            InstantSource clock,
            Mishaps mishaps) {
        this.directory = directory;
        this.endpoints = endpoints;
        this.caller = caller;
        this.schedule = schedule;
        this.clock = clock;
        this.mishaps = mishaps;
    }

    @Override
    public void append(Message message) {
        directory
                .interested(message.tenant(), message.eventType(), message.acceptedAt())
                .forEach(endpoint -> attempt(message, endpoint, 1));
    }

    @Override
    public void close() {
        later.shutdownNow();
    }

    private void attempt(Message message, String endpoint, int number) {
        var found = endpoints.find(message.tenant(), endpoint);
        var keys = endpoints.keys(message.tenant(), endpoint);
        if (found.isEmpty() || keys.isEmpty()) {
            return;
        }
        var answer = caller.call(new Addressed(found.get(), keys.get()), message);
        if (answer.verdict(clock.instant()) instanceof Verdict.Failed(var retryAfter)) {
            schedule.next(number, retryAfter).ifPresent(wait -> attemptIn(wait, message, endpoint, number + 1));
        }
    }

    private void attemptIn(Duration wait, Message message, String endpoint, int number) {
        var _ = later.schedule(
                () -> Thread.startVirtualThread(() -> tryAttempt(message, endpoint, number)),
                wait.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void tryAttempt(Message message, String endpoint, int number) {
        try {
            attempt(message, endpoint, number);
        } catch (RuntimeException e) {
            // nobody will try it again
            mishaps.survived("call an endpoint again", e);
        }
    }
}
