package katas.lab.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import katas.lab.infrastructure.RedisConsole;
import katas.lab.infrastructure.Server;
import katas.lab.infrastructure.TcpProxy;

/** The Redis that the tests share. */
public final class RedisHandle extends ServerHandle {
    RedisHandle(Server server, TcpProxy proxy) {
        super(server, proxy);
    }

    /** Where it is, as Redis clients take it: {@code redis://127.0.0.1:20417}. */
    public String uri() {
        return "redis://%s:%d".formatted(host(), port());
    }

    /** Removes every key. */
    public void flush() {
        try {
            RedisConsole.flush(server().port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
