package katas.webhooks.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A script that Redis runs by its digest; sent whole only when Redis does not know it.
 *
 * <p>Before each comes {@code shard.lua}, with what all of them need: the shard, the time, how to wake the dispatcher.
 *
 * @param <T> what it replies with
 */
final class LuaScript<T> {
    private static final String SHARD = read("shard.lua");

    private final String source;
    private final String digest;
    private final ScriptOutputType reply;

    /** @param name of a resource beside this class */
    LuaScript(String name, ScriptOutputType reply) {
        this.source = SHARD + read(name);
        this.digest = Base16.digest(source.getBytes(StandardCharsets.UTF_8));
        this.reply = reply;
    }

    /**
     * Runs it.
     *
     * @param shard what the keys of the shard begin with
     * @param arguments texts and numbers; the script has them in {@code ARGV} from 2 on
     */
    T run(RedisLink redis, String shard, ScriptClock clock, Object... arguments) {
        var texts = Stream.concat(
                        Stream.of(clock.now()), Arrays.stream(arguments).map(Object::toString))
                .toArray(String[]::new);
        try {
            return evaluate(redis, shard, texts);
        } catch (RedisNoScriptException e) {
            var _ = redis.<String>call(commands -> commands.scriptLoad(source));
            return evaluate(redis, shard, texts);
        }
    }

    private T evaluate(RedisLink redis, String shard, String[] arguments) {
        return redis.call(commands -> commands.<T>evalsha(digest, reply, new String[] {shard}, arguments));
    }

    private static String read(String name) {
        try (InputStream resource = LuaScript.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalArgumentException("no script " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
