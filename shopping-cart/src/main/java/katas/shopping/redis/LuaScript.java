package katas.shopping.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import katas.shopping.StoreUnavailable;

/**
 * A script that Redis runs by its digest; sent whole only when Redis does not know it.
 *
 * @param <T> what it replies with
 */
final class LuaScript<T> {
    private final String source;
    private final String digest;
    private final ScriptOutputType reply;

    /** @param name of a resource beside this class */
    LuaScript(String name, ScriptOutputType reply) {
        this.source = read(name);
        this.digest = Base16.digest(source.getBytes(StandardCharsets.UTF_8));
        this.reply = reply;
    }

    T run(RedisLink redis, ScriptCall call) {
        return runAll(redis, List.of(call)).getFirst();
    }

    /** Runs the script for each call, all sent before the first reply is awaited. */
    List<T> runAll(RedisLink redis, List<ScriptCall> calls) {
        try {
            return evaluate(redis, calls);
        } catch (StoreUnavailable e) {
            if (!(e.getCause() instanceof RedisNoScriptException)) {
                throw e;
            }
            // unknown to one, it was unknown to all: none has run
            var _ = redis.<String>call(commands -> commands.scriptLoad(source));
            return evaluate(redis, calls);
        }
    }

    private List<T> evaluate(RedisLink redis, List<ScriptCall> calls) {
        return redis.callAll(
                calls,
                (commands, call) -> commands.<T>evalsha(
                        digest,
                        reply,
                        call.keys().toArray(String[]::new),
                        call.arguments().toArray(String[]::new)));
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
