package katas.lab.cli.doctor;

import java.util.List;
import java.util.function.Consumer;
import katas.lab.cli.run.PortHolder;
import katas.lab.cli.run.RunningLab;
import katas.lab.cli.run.TemporaryFolder;
import katas.lab.cli.tree.KataDescription.Listener;
import katas.lab.cli.tree.Katas;
import katas.lab.cli.tree.Settings;
import katas.lab.cli.tree.Tree;
import katas.lab.infrastructure.FreePorts;
import katas.lab.infrastructure.RedisServer;
import katas.lab.infrastructure.ServerDidNotStart;

/** Examines this machine by trying, not by guessing: it starts a real Redis and asks a real engine. */
public final class Doctor {
    private final Tree tree;
    private final Settings settings;

    public Doctor(Tree tree, Settings settings) {
        this.tree = tree;
        this.settings = settings;
    }

    /** Reports one finding after the other, as they come. */
    public void examine(Consumer<Finding> report) {
        report.accept(Tools.java());
        report.accept(Tools.maven());
        report.accept(redis());
        var own = RunningLab.in(tree).map(RunningLab::addresses).orElse(List.of());
        for (var kata : Katas.of(tree).all()) {
            boolean up = own.stream().anyMatch(address -> address.name().equals(kata.name()));
            kata.listeners().forEach(listener -> report.accept(port(listener, up)));
        }
        report.accept(Tools.engine());
        report.accept(Machine.disk(tree.root()));
        report.accept(Machine.memory());
    }

    private Finding port(Listener listener, boolean up) {
        int port = settings.port(listener);
        if (up) {
            return Finding.fine("port %d: %s is up".formatted(port, listener.name()));
        }
        return FreePorts.isFree(port)
                ? Finding.fine("port %d is free for %s".formatted(port, listener.name()))
                : Finding.note(
                        "port %d of %s is held by %s".formatted(port, listener.name(), PortHolder.describe(port)),
                        "stop that, or set %s in .env".formatted(Settings.portVariable(listener)));
    }

    private static Finding redis() {
        try (var data = TemporaryFolder.create();
                var redis = new RedisServer(data.path(), FreePorts.next())) {
            redis.start();
            return Finding.fine("Redis starts and answers");
        } catch (ServerDidNotStart | IllegalStateException e) {
            return Finding.fatal(
                    "Redis does not start: " + e.getMessage(), "on Linux it needs libssl.so.3 (apt install libssl3)");
        }
    }
}
