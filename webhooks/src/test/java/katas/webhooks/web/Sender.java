package katas.webhooks.web;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Sends one message after the other, each under an idempotency key of its own, and asks whoever serves until there is an answer. */
final class Sender {
    private static final int SIDE_BY_SIDE = 2;
    private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(20);

    private final Supplier<ServiceClient> serving;
    private final String body;
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<CompletableFuture<Void>> sending;
    private volatile boolean stopping;
    private volatile boolean gone;

    private Sender(Supplier<ServiceClient> serving, String body, int sideBySide) {
        this.serving = serving;
        this.body = body;
        this.sending = Stream.generate(() -> CompletableFuture.runAsync(this::send, Thread::startVirtualThread))
                .limit(sideBySide)
                .toList();
    }

    /** @param serving whom to ask now */
    static Sender start(Supplier<ServiceClient> serving, String eventType) {
        return new Sender(serving, "{\"eventType\":\"%s\",\"payload\":{}}".formatted(eventType), SIDE_BY_SIDE);
    }

    /** Sends the messages of one key: none before the one before it is accepted. */
    static Sender inOrder(Supplier<ServiceClient> serving, String eventType, String key) {
        var body = "{\"eventType\":\"%s\",\"key\":\"%s\",\"payload\":{}}".formatted(eventType, key);
        return new Sender(serving, body, 1);
    }

    /** Returns how often there was no answer, or none that anything is accepted. */
    int refused() {
        return refused.get();
    }

    /** Returns what was accepted until now. */
    Set<String> messages() {
        return Set.copyOf(accepted);
    }

    int accepted() {
        return accepted.size();
    }

    /** Sends no more, and returns what was accepted, in this order, once there is an answer to everything. */
    SequencedSet<String> stop() {
        stopping = true;
        sending.forEach(CompletableFuture::join);
        return new LinkedHashSet<>(accepted);
    }

    /** Sends no more, and waits for nothing. */
    void leave() {
        stopping = true;
        gone = true;
    }

    private void send() {
        while (!stopping) {
            var key = UUID.randomUUID().toString();
            while (!isAccepted(key) && !gone) {
                refused.incrementAndGet();
                LockSupport.parkNanos(BETWEEN_MESSAGES.toNanos());
            }
            LockSupport.parkNanos(BETWEEN_MESSAGES.toNanos());
        }
    }

    private boolean isAccepted(String key) {
        try {
            var answer = serving.get().with("Idempotency-Key", key).post("/v1/messages", body);
            if (answer.status() == 202) {
                accepted.add(answer.json().get("id").stringValue());
            } else if (answer.status() != 503) {
                throw new IllegalStateException("status " + answer.status() + " " + answer.body());
            }
            return answer.status() == 202;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
