package katas.lab.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import katas.lab.cli.build.Builds;
import katas.lab.cli.run.LogFile;
import katas.lab.cli.run.Service;
import katas.lab.cli.run.TemporaryFolder;
import katas.lab.cli.run.UnpackedService;
import katas.lab.cli.terminal.Activity;
import katas.lab.cli.terminal.Console;
import katas.lab.cli.tree.KataDescription;
import katas.lab.cli.tree.Katas;
import katas.lab.cli.tree.Tree;
import katas.lab.infrastructure.FreePorts;
import org.jspecify.annotations.Nullable;

/**
 * What a demo plays on: its kata's services, servers of its own, and an audience.
 *
 * <p>Ports are free ones and data is thrown away, so that a demo and {@code ./kata up} do not notice each other.
 */
public final class Stage implements AutoCloseable {
    private final Tree tree;
    private final Console console;
    private final boolean asks;
    private final UnpackedService unpacked;
    private final TemporaryFolder data = TemporaryFolder.create();
    private final DemoRedis redis = DemoRedis.start(data.path().resolve("redis"));
    private final @Nullable DemoKafka kafka;
    private final List<Service> services = new CopyOnWriteArrayList<>();

    private Stage(Tree tree, Console console, boolean asks, UnpackedService unpacked) {
        this.tree = tree;
        this.console = console;
        this.asks = asks;
        this.unpacked = unpacked;
        this.kafka =
                needsKafka(tree, unpacked.kata()) ? DemoKafka.start(data.path().resolve("kafka")) : null;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /**
     * Builds what is stale and prepares a fast start.
     *
     * @param asks whether somebody is there to guess
     */
    public static Stage set(Tree tree, Console console, String kata, boolean asks) {
        new Builds(tree, console).jars(List.of(kata));
        var unpacked = UnpackedService.of(tree, kata);
        if (!unpacked.trained()) {
            // a demo starts several services: training pays at once
            try (var activity = Activity.begin(console, "preparing a fast start, once per build")) {
                unpacked.train(0);
                activity.done("prepared a fast start");
            }
        }
        return new Stage(tree, console, asks, unpacked);
    }

    public Console console() {
        return console;
    }

    public DemoRedis redis() {
        return redis;
    }

    /** @throws IllegalStateException if the kata needs no Kafka */
    DemoKafka kafka() {
        if (kafka == null) {
            throw new IllegalStateException(unpacked.kata() + " needs no Kafka");
        }
        return kafka;
    }

    /**
     * Asks the audience for a guess.
     *
     * @return what was typed; empty when nobody is there to answer
     */
    public Optional<String> ask(String question) {
        console.line(question);
        if (!asks) {
            return Optional.empty();
        }
        try {
            var typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return Optional.ofNullable(typed).map(String::strip).filter(answer -> !answer.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts replicas of one variant side by side, all on this stage's Redis, and waits until they are ready.
     *
     * @param replicas how many; at least 1
     * @param environment what they read besides
     */
    public List<Service> start(String variant, int replicas, Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("VARIANT", variant);
        all.put("KATAS_DEMO_KEYS", "true");
        all.put("SPRING_DATA_REDIS_HOST", "127.0.0.1");
        all.put("SPRING_DATA_REDIS_PORT", Integer.toString(redis.port()));
        if (kafka != null) {
            all.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        }
        var started = new ArrayList<Service>();
        try (var activity = Activity.begin(console, "starting %d × %s".formatted(replicas, variant))) {
            for (int i = 1; i <= replicas; i++) {
                var log = new LogFile(tree, "demo-%s-%d".formatted(variant, i));
                started.add(Service.start(unpacked, FreePorts.next(), all, log::line));
            }
            services.addAll(started);
            started.forEach(Service::awaitReady);
            activity.done("started %d × %s".formatted(replicas, variant));
        }
        return started;
    }

    /** Stops replicas before the demo ends, to make room for others. */
    public void stop(List<Service> replicas) {
        replicas.parallelStream().forEach(Service::close);
        services.removeAll(replicas);
    }

    /** Stops and deletes everything; also when the demo is interrupted. */
    @Override
    public synchronized void close() {
        stop(List.copyOf(services));
        redis.close();
        if (kafka != null) {
            kafka.close();
        }
        data.close();
    }

    private static boolean needsKafka(Tree tree, String kata) {
        return Katas.of(tree).named(kata).needs().contains(KataDescription.Need.KAFKA);
    }
}
