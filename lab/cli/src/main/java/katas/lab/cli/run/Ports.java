package katas.lab.cli.run;

import java.util.HashMap;
import java.util.List;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Settings;
import katas.lab.infrastructure.FreePorts;

/** Refuses ports that cannot be had, before anything is built or started. */
final class Ports {
    private Ports() {}

    /**
     * Checks the ports of what is about to start.
     *
     * @throws Stopped when one is taken, by whom, and how to choose another; or when two katas want the same
     */
    static void check(Settings settings, List<Choice> choices) {
        var owners = new HashMap<Integer, String>();
        var listeners = choices.stream()
                .flatMap(choice -> choice.kata().listeners().stream())
                .toList();
        for (var listener : listeners) {
            int port = settings.port(listener);
            var variable = Settings.portVariable(listener);
            var other = owners.put(port, listener.name());
            if (other != null) {
                throw Stopped.usage(
                        "%s and %s both want port %d.".formatted(other, listener.name(), port),
                        "set %s to another one in .env".formatted(variable));
            }
            if (!FreePorts.isFree(port)) {
                var holder = PortHolder.describe(port);
                var compose = holder.startsWith("docker") ? " (docker compose down)" : "";
                throw Stopped.environment(
                        "port %d, which %s needs, is held by %s.".formatted(port, listener.name(), holder),
                        "stop that" + compose
                                + ", or choose another port: %s=%d in .env, or before the command"
                                        .formatted(variable, port + 1000));
            }
        }
    }
}
