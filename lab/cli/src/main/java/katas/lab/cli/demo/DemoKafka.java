package katas.lab.cli.demo;

import java.nio.file.Path;
import katas.lab.infrastructure.FreePorts;
import katas.lab.infrastructure.KafkaServer;

/** A Kafka to break in front of an audience. */
public final class DemoKafka implements AutoCloseable {
    private final KafkaServer server;

    private DemoKafka(KafkaServer server) {
        this.server = server;
    }

    static DemoKafka start(Path data) {
        var server = new KafkaServer(data, FreePorts.next());
        server.start();
        return new DemoKafka(server);
    }

    /** Where it is, as Kafka clients take it. */
    String bootstrapServers() {
        return "127.0.0.1:" + server.port();
    }

    /** Freezes it: connections stay open, and nothing answers. */
    void pause() {
        server.pause();
    }

    void resume() {
        server.resume();
    }

    @Override
    public void close() {
        server.close();
    }
}
