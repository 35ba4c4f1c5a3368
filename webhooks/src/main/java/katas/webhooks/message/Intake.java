package katas.webhooks.message;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import katas.webhooks.CrashPoint;
import katas.webhooks.Ids;
import katas.webhooks.Mishaps;
import katas.webhooks.Passage;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.message.Acceptance.Accepted;
import katas.webhooks.message.Acceptance.KeyTaken;
import org.jspecify.annotations.Nullable;

/**
 * Accepts messages: what it has answered for is in the log.
 *
 * <p>An idempotency key is claimed before, and what it stands for is appended again until the log is known to have it. So a
 * message may be in the log twice, always under one id, and has its deliveries once.
 */
public final class Intake {
    private static final String PREFIX = "msg";

    private final MessageLog log;
    private final Messages messages;
    private final IdempotencyKeys keys;
    private final Ids ids;
    private final InstantSource clock;
    private final Passage passage;
    private final Mishaps mishaps;

    public Intake(
            MessageLog log,
            Messages messages,
            IdempotencyKeys keys,
            Ids ids,
            InstantSource clock,
            Passage passage,
            Mishaps mishaps) {
        this.log = log;
        this.messages = messages;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.passage = passage;
        this.mishaps = mishaps;
    }

    /**
     * Accepts a message; the same under the same idempotency key is the same message.
     *
     * @param idempotencyKey null if it is not to be repeated: only the log is needed then
     * @throws LogUnavailable if it is not known whether the message is in the log; repeated under its key it is one message
     * @throws StoreUnavailable if it is not known what the key stands for; nothing is in the log
     */
    public Acceptance accept(String tenant, @Nullable String idempotencyKey, NewMessage sent) {
        var message = message(tenant, sent);
        if (idempotencyKey == null) {
            return append(message);
        }
        return switch (keys.claim(tenant, idempotencyKey, Fingerprint.of(sent), message)) {
            case Claim.New _ -> settle(append(message), tenant, idempotencyKey);
            case Claim.Repeated(var id, var acceptedAt, var traceparent, var logged) -> {
                var first =
                        new Message(id, tenant, sent.eventType(), sent.key(), acceptedAt, traceparent, sent.payload());
                yield logged ? new Accepted(id) : settle(append(first), tenant, idempotencyKey);
            }
            case Claim.Taken _ -> new KeyTaken();
        };
    }

    private Message message(String tenant, NewMessage sent) {
        return new Message(
                ids.next(PREFIX),
                tenant,
                sent.eventType(),
                sent.key(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                sent.traceparent(),
                sent.payload());
    }

    private Accepted append(Message message) {
        passage.reach(CrashPoint.BEFORE_APPEND);
        log.append(message);
        passage.reach(CrashPoint.AFTER_APPEND);
        // so that it can be found at once; whoever makes its deliveries does so, too
        tryTo("keep a message", () -> messages.keep(message));
        return new Accepted(message.id());
    }

    private Accepted settle(Accepted accepted, String tenant, String key) {
        tryTo("settle an idempotency key", () -> keys.settle(tenant, key));
        return accepted;
    }

    /** What is in the log is accepted, whatever goes wrong afterwards. */
    private void tryTo(String doing, Runnable it) {
        try {
            it.run();
        } catch (RuntimeException e) {
            mishaps.survived(doing, e);
        }
    }
}
