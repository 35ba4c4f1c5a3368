package katas.lab.cli.demo;

import java.nio.file.Path;
import java.time.Duration;
import katas.lab.infrastructure.FreePorts;
import katas.lab.infrastructure.RedisServer;
import katas.lab.infrastructure.TcpProxy;

/** A Redis to break in front of an audience: its address stays the same whatever happens to it. */
public final class DemoRedis implements AutoCloseable {
    private final RedisServer server;
    private final TcpProxy network;

    private DemoRedis(RedisServer server, TcpProxy network) {
        this.server = server;
        this.network = network;
    }

    static DemoRedis start(Path data) {
        var server = new RedisServer(data, FreePorts.next());
        server.start();
        return new DemoRedis(server, new TcpProxy(FreePorts.next(), server.port()));
    }

    /** The loopback port for clients. */
    public int port() {
        return network.port();
    }

    /** Freezes it: connections stay open, and nothing answers. */
    public void pause() {
        server.pause();
    }

    public void resume() {
        server.resume();
    }

    /** Ends it like a crash: {@code kill -9}. */
    public void kill() {
        server.kill();
    }

    /** Starts it again with its data. */
    public void restart() {
        server.restart();
    }

    /**
     * Makes every answer late.
     *
     * @param by zero or longer
     */
    public void delay(Duration by) {
        network.delay(by);
    }

    /** Ends a delay. */
    public void mend() {
        network.mend();
    }

    @Override
    public void close() {
        network.close();
        server.close();
    }
}
