package katas.webhooks.redis;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import katas.webhooks.Shards;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.Cause;
import katas.webhooks.delivery.Completion;
import katas.webhooks.delivery.Deliveries;
import katas.webhooks.delivery.Lease;
import katas.webhooks.delivery.Outcome;
import katas.webhooks.delivery.Taken;
import katas.webhooks.json.StoredFormat;
import katas.webhooks.message.Message;
import katas.webhooks.retry.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps deliveries in Redis; who may be sent what, and when, is decided there: by one for all dispatchers. */
public final class RedisDeliveries implements Deliveries {
    private static final Logger log = LoggerFactory.getLogger(RedisDeliveries.class);
    private static final LuaScript<Long> FAN_OUT = new LuaScript<>("fan-out.lua", ScriptOutputType.INTEGER);
    private static final LuaScript<List<Object>> TAKE = new LuaScript<>("take.lua", ScriptOutputType.MULTI);
    private static final LuaScript<String> HAND_BACK = new LuaScript<>("hand-back.lua", ScriptOutputType.STATUS);
    private static final LuaScript<List<String>> COMPLETE = new LuaScript<>("complete.lua", ScriptOutputType.MULTI);
    private static final String NOT_ANY_MORE = "";

    private final RedisLink redis;
    private final RedisKeys keys;
    private final ScriptClock clock;
    private final DeliveryRules rules;
    private final String visitor;
    private final AtomicLongArray visits = new AtomicLongArray(Shards.COUNT);
    private final StoredFormat format = new StoredFormat();

    public RedisDeliveries(RedisLink redis, RedisKeys keys, ScriptClock clock, DeliveryRules rules) {
        this(redis, keys, clock, rules, UUID.randomUUID().toString());
    }

    /** @param visitor nobody else's name */
    RedisDeliveries(RedisLink redis, RedisKeys keys, ScriptClock clock, DeliveryRules rules, String visitor) {
        this.visitor = visitor;
        this.redis = redis;
        this.keys = keys;
        this.clock = clock;
        this.rules = rules;
    }

    @Override
    public void fanOut(Message message, List<String> endpoints) {
        var arguments = new ArrayList<Object>(List.of(
                rules.kept().toMillis(),
                message.id(),
                message.tenant(),
                Objects.requireNonNullElse(message.key(), ""),
                message.acceptedAt().toEpochMilli()));
        arguments.addAll(endpoints);
        var _ = FAN_OUT.run(redis, keys.shard(message.tenant()), clock, arguments.toArray());
    }

    @Override
    public Taken take(int shard, int most) {
        var inFlight = rules.inFlight();
        var reply = TAKE.run(
                redis,
                keys.shard(shard),
                clock,
                most,
                rules.lease().toMillis(),
                inFlight.endpoint(),
                inFlight.failing(),
                inFlight.tenant(),
                rules.kept().toMillis(),
                visitor,
                visits.get(shard));
        // only now: who asks again for the same time gets what it was to get
        visits.incrementAndGet(shard);
        long wait = (Long) reply.getFirst();
        tellSick((List<?>) reply.get(2));
        var leases = ((List<?>) reply.get(1))
                .stream().map(fields -> lease((List<?>) fields)).toList();
        return new Taken(leases, wait < 0 ? null : Duration.ofMillis(wait));
    }

    @Override
    public void handBack(Lease lease) {
        var _ = HAND_BACK.run(
                redis,
                keys.shard(lease.tenant()),
                clock,
                lease.tenant(),
                lease.endpoint(),
                lease.message(),
                lease.number());
    }

    @Override
    public Completion complete(Lease lease, Attempt attempt, Outcome outcome) {
        var breaker = rules.breaker();
        var reply = COMPLETE.run(
                redis,
                keys.shard(lease.tenant()),
                clock,
                lease.tenant(),
                lease.endpoint(),
                lease.message(),
                lease.number(),
                ended(outcome),
                outcome instanceof Outcome.Retry(var in) ? in.toMillis() : NOT_ANY_MORE,
                isOurs(attempt.answer()) ? "0" : "1",
                format.write(Attempt.class, attempt),
                format.write(Attempt.class, withoutExcerpt(attempt)),
                rules.kept().toMillis(),
                quiet(attempt).toMillis(),
                breaker.window().toMillis(),
                breaker.calls(),
                breaker.share(),
                breaker.open().toMillis(),
                rules.failing().warning().toMillis(),
                rules.failing().disabling().toMillis());
        return new Completion(Completion.State.valueOf(reply.getFirst()), Completion.Effect.valueOf(reply.getLast()));
    }

    private static void tellSick(List<?> endpointsAndReasons) {
        for (int index = 0; index < endpointsAndReasons.size(); index += 2) {
            log.error(
                    "deliveries cannot be taken, which is tried again in a minute endpoint={} reason={}",
                    endpointsAndReasons.get(index),
                    endpointsAndReasons.get(index + 1));
        }
    }

    private static Lease lease(List<?> fields) {
        var texts = fields.stream().map(String.class::cast).toList();
        return new Lease(
                texts.get(0),
                texts.get(1),
                Long.parseLong(texts.get(2)),
                texts.get(3),
                Long.parseLong(texts.get(4)),
                Integer.parseInt(texts.get(5)),
                Cause.valueOf(texts.get(6)),
                Integer.parseInt(texts.get(7)));
    }

    private static String ended(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered _ -> "delivered";
            case Outcome.Retry _, Outcome.GivenUp _ -> "failed";
            case Outcome.Gone _ -> "gone";
        };
    }

    /** Returns how long the endpoint asked to be left alone. */
    private static Duration quiet(Attempt attempt) {
        return attempt.answer().verdict(attempt.startedAt()) instanceof Verdict.Failed(var asked)
                ? asked
                : Duration.ZERO;
    }

    private static boolean isOurs(Answer answer) {
        return answer instanceof NotAnswered(Trouble trouble, String _) && trouble == Trouble.SENDER_FAULT;
    }

    /** What is told to everybody who listens is told without it: a thousand of them would be 16 MiB. */
    private static Attempt withoutExcerpt(Attempt attempt) {
        return attempt.answer() instanceof Answered(int status, var retryAfter, var excerpt, boolean cut)
                ? new Attempt(
                        attempt.id(),
                        attempt.message(),
                        attempt.endpoint(),
                        attempt.number(),
                        attempt.cause(),
                        attempt.startedAt(),
                        attempt.tookMillis(),
                        new Answered(status, retryAfter, "", cut || !excerpt.isEmpty()))
                : attempt;
    }
}
