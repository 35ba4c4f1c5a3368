package katas.urlshortener.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import katas.urlshortener.StoreUnavailable;

/** A script that Redis runs by its digest; sent whole only when Redis does not know it. */
final class LuaScript {
    private final String source;
    private final String digest;

    /** @param parts resources beside this class, joined in their order */
    LuaScript(String... parts) {
        this.source = Arrays.stream(parts).map(LuaScript::read).collect(Collectors.joining("\n"));
        this.digest = Base16.digest(source.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what the script replied, numbers as text. */
    List<String> run(RedisLink redis, String[] keys, String... args) {
        return ask(redis, keys, args).stream().map(String::valueOf).toList();
    }

    private List<Object> ask(RedisLink redis, String[] keys, String... args) {
        try {
            return redis.call(commands -> commands.evalsha(digest, ScriptOutputType.MULTI, keys, args));
        } catch (StoreUnavailable e) {
            if (!(e.getCause() instanceof RedisNoScriptException)) {
                throw e;
            }
            return redis.call(commands -> commands.eval(source, ScriptOutputType.MULTI, keys, args));
        }
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
