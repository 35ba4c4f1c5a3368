package katas.lab.testing;

import katas.lab.infrastructure.KafkaServer;
import katas.lab.infrastructure.RedisServer;
import katas.lab.infrastructure.Server;

/** Real servers as child processes, their data in a folder that goes with them. */
final class EmbeddedInfrastructure implements Infrastructure {
    private final DataFolder folder = DataFolder.create();

    @Override
    public Server redis(int port) {
        return new RedisServer(folder.path().resolve("redis"), port);
    }

    @Override
    public Server kafka(int port, int advertised) {
        return new KafkaServer(folder.path().resolve("kafka"), port, advertised, _ -> {});
    }

    @Override
    public void close() {
        folder.close();
    }

    @Override
    public String toString() {
        return "as child processes";
    }
}
