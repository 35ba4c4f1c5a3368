package katas.webhooks.redis;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import katas.webhooks.StoreUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to Redis, shared by all callers; every command on it has the same deadline.
 *
 * <p>Lettuce reconnects by itself once there was a first connection, and only if it is told that the connection is gone.
 * The first is made by {@link Pulse}, so that a process can start before its Redis; and one that says nothing is given
 * up, for a network may swallow what is sent on an old connection for a quarter of an hour, and serve new ones.
 */
public final class RedisLink implements AutoCloseable {
    private final RedisClient client;
    private final Duration deadline;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    /**
     * Connects to nobody yet.
     *
     * @param deadline longest wait for an answer; more than zero
     */
    public RedisLink(RedisClient client, Duration deadline) {
        this.client = client;
        this.deadline = deadline;
    }

    /**
     * Connects, unless it is connected.
     *
     * @throws StoreUnavailable if there is no connection, and none to be had now
     */
    public synchronized void connect() {
        if (connection == null) {
            try {
                connection = client.connect();
            } catch (RedisException e) {
                throw new StoreUnavailable("Redis could not be reached", e);
            }
        }
    }

    /**
     * Runs one command.
     *
     * @throws StoreUnavailable if there is no connection, or no answer within the deadline, or Redis can do nothing now
     * @throws RedisCommandExecutionException if Redis refuses, and would again: a fault
     */
    public <T> T call(Function<RedisAsyncCommands<String, String>, RedisFuture<T>> command) {
        return asking(commands -> await(command.apply(commands)));
    }

    /**
     * Runs one command for each item, all sent before the first answer is awaited.
     *
     * @throws StoreUnavailable if there is no connection, or one has no answer within the deadline, or Redis can do nothing now
     * @throws RedisCommandExecutionException if Redis refuses one, and would again: a fault
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

    private <T> T asking(Function<RedisAsyncCommands<String, String>, T> question) {
        var open = connection;
        if (open == null) {
            throw new StoreUnavailable("Redis was never reached", null);
        }
        try {
            return question.apply(open.async());
        } catch (RedisCommandTimeoutException e) {
            throw new StoreUnavailable("Redis did not answer within " + deadline, e);
        } catch (RedisCommandExecutionException e) {
            if (Refusals.pass(String.valueOf(e.getMessage()))) {
                throw new StoreUnavailable("Redis refused: " + e.getMessage(), e);
            }
            throw e;
        } catch (RedisException e) {
            throw new StoreUnavailable("Redis could not be asked: " + e.getMessage(), e);
        }
    }

    /** Gives up the connection, and what waits for answers on it. */
    @Override
    public synchronized void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
