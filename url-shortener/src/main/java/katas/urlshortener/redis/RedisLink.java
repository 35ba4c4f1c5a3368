package katas.urlshortener.redis;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import katas.urlshortener.StoreUnavailable;

/**
 * Asks Redis, and waits no longer than a deadline for its answer.
 *
 * <p>All callers share one connection and one circuit breaker; how long they wait is their own.
 */
public final class RedisLink {
    private final RedisConnection connection;
    private final OutageGuard guard;
    private final Duration deadline;

    /** @param deadline longest wait for an answer; more than zero */
    RedisLink(RedisConnection connection, OutageGuard guard, Duration deadline) {
        this.connection = connection;
        this.guard = guard;
        this.deadline = deadline;
    }

    Duration deadline() {
        return deadline;
    }

    /** Returns the same link for who waits differently. */
    public RedisLink within(Duration other) {
        return new RedisLink(connection, guard, other);
    }

    /**
     * Runs one command.
     *
     * @throws StoreUnavailable if there is no connection, or no good answer within the deadline
     */
    public <T> T call(Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command) {
        return asking(commands -> await(command.apply(commands)));
    }

    /**
     * Runs one command for each item, all sent before the first answer is awaited.
     *
     * @throws StoreUnavailable if there is no connection, or one has no good answer within the deadline
     */
    <I, T> List<T> callAll(List<I> items, BiFunction<RedisAsyncCommands<String, String>, I, RedisFuture<T>> command) {
        return asking(commands -> {
            var answers =
                    items.stream().map(item -> command.apply(commands, item)).toList();
            return answers.stream().map(this::await).toList();
        });
    }

    private <T> T await(RedisFuture<T> answer) {
        return LettuceFutures.awaitOrCancel(answer, deadline.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Lets the guard decide whether to ask at all, and tells it what came of it. */
    private <T> T asking(Function<RedisAsyncCommands<String, String>, T> question) {
        return guard.asking(() -> question.apply(connection.commands()), deadline);
    }
}
