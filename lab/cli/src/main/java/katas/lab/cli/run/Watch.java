package katas.lab.cli.run;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import katas.lab.cli.terminal.Colour;
import katas.lab.cli.terminal.Console;
import katas.lab.infrastructure.Server;

/** Notices when something that runs ends by itself: that is often the experiment, so the rest goes on. */
final class Watch {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Console console;
    private final List<Service> services;
    private final List<Server> servers;
    private final Set<String> reported = new HashSet<>();
    private volatile boolean over;

    Watch(Console console, List<Service> services, List<Server> servers) {
        this.console = console;
        this.services = services;
        this.servers = servers;
    }

    void untilNoServiceRuns() {
        while (services.stream().anyMatch(Service::running)) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            if (!over) {
                report();
            }
        }
    }

    /** What ends from now on was meant to. */
    void end() {
        over = true;
    }

    private void report() {
        for (var service : services) {
            if (!service.running() && reported.add(service.name())) {
                say("%s ended (exit %d)."
                        .formatted(service.name(), service.exit().join()));
            }
        }
        for (var server : servers) {
            if (!server.running() && reported.add(server.name())) {
                say("%s ended. The next ./kata up starts it again, with its data.".formatted(server.name()));
            }
        }
    }

    private void say(String what) {
        console.line(console.paint(Colour.YELLOW, " ! ") + what);
    }
}
