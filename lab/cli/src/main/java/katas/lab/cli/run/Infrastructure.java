package katas.lab.cli.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.KataDescription.Need;
import katas.lab.infrastructure.FreePorts;
import katas.lab.infrastructure.KafkaServer;
import katas.lab.infrastructure.PortInUse;
import katas.lab.infrastructure.RedisServer;
import katas.lab.infrastructure.Server;
import katas.lab.infrastructure.ServerDidNotStart;

/** The servers behind the services: those that are needed, on free ports. */
final class Infrastructure implements AutoCloseable {
    private final List<Server> servers = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    /**
     * Chooses ports; nothing starts yet.
     *
     * @param data folder in which each server keeps what it stores
     */
    Infrastructure(Set<Need> needs, Path data) {
        if (needs.contains(Need.REDIS)) {
            var redis = new RedisServer(data.resolve("redis"), FreePorts.next());
            servers.add(redis);
            environment.put("SPRING_DATA_REDIS_HOST", "127.0.0.1");
            environment.put("SPRING_DATA_REDIS_PORT", Integer.toString(redis.port()));
        }
        if (needs.contains(Need.KAFKA)) {
            var kafka = new KafkaServer(data.resolve("kafka"), FreePorts.next());
            servers.add(kafka);
            environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + kafka.port());
        }
    }

    /**
     * Starts one of the servers.
     *
     * @throws Stopped when it does not start
     */
    void start(Server server) {
        try {
            server.start();
        } catch (PortInUse | ServerDidNotStart e) {
            throw Stopped.environment(String.valueOf(e.getMessage()), "./kata doctor");
        }
    }

    List<Server> servers() {
        return servers;
    }

    /** What a service must know to find them. */
    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() {
        servers.reversed().forEach(Server::stop);
    }
}
