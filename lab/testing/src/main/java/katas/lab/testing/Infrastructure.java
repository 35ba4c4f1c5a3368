package katas.lab.testing;

import katas.lab.infrastructure.FreePorts;
import katas.lab.infrastructure.Server;
import katas.lab.infrastructure.TcpProxy;

/** A way to run the servers that tests need. */
interface Infrastructure extends AutoCloseable {
    /** Describes a Redis that listens on a loopback port. */
    Server redis(int port);

    /**
     * Describes a Kafka broker.
     *
     * @param port loopback port that it listens on
     * @param advertised loopback port that it tells its clients to use
     */
    Server kafka(int port, int advertised);

    /** Removes what the servers leave behind; they have ended. */
    @Override
    void close();

    /** Starts a server behind an address that outlives it. */
    default ServerHandle start(Needs need) {
        int address = FreePorts.next();
        int port = FreePorts.next();
        var server = switch (need) {
            case REDIS -> redis(port);
            case KAFKA -> kafka(port, address);
        };
        try {
            server.start();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        var proxy = new TcpProxy(address, port);
        return switch (need) {
            case REDIS -> new RedisHandle(server, proxy);
            case KAFKA -> new KafkaHandle(server, proxy);
        };
    }
}
