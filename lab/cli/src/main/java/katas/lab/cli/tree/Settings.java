package katas.lab.cli.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.KataDescription.Listener;
import org.jspecify.annotations.Nullable;

/**
 * What a reader may change: the same {@code .env} that compose reads, and the environment, which wins.
 *
 * <p>Understands {@code NAME=value}, blank lines and comments; no quotes and no references.
 */
public final class Settings {
    private static final int LAST_PORT = 65_535;

    private final Map<String, String> file;
    private final Map<String, String> environment;

    private Settings(Map<String, String> file, Map<String, String> environment) {
        this.file = file;
        this.environment = environment;
    }

    public static Settings of(Tree tree, Map<String, String> environment) {
        var values = new HashMap<String, String>();
        var file = tree.root().resolve(".env");
        if (Files.exists(file)) {
            try {
                Files.readAllLines(file).forEach(line -> read(line.strip(), values));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Settings(values, environment);
    }

    private static void read(String line, Map<String, String> into) {
        int equals = line.indexOf('=');
        if (equals > 0 && !line.startsWith("#")) {
            into.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
    }

    /**
     * The port that a kata's service listens on: {@code RATE_LIMITER_PORT}, or what its description says.
     *
     * @throws Stopped when the setting is no port
     */
    public int port(KataDescription kata) {
        return port(kata.listeners().getFirst());
    }

    /**
     * The port that something listens on: that of its setting, or what the kata's description says.
     *
     * @throws Stopped when the setting is no port
     */
    public int port(Listener listener) {
        var name = portVariable(listener);
        var value = value(name);
        if (value == null) {
            return listener.port();
        }
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > LAST_PORT) {
            throw Stopped.usage(
                    name + "=" + value + " is not a port.", "set it to 1–65535, in .env or the environment");
        }
        return Integer.parseInt(value);
    }

    /** The name of the setting that moves something to another port. */
    public static String portVariable(Listener listener) {
        return listener.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
    }

    /** Whether services accept the documented demo keys. */
    public boolean demoKeys() {
        return switch (value("KATAS_DEMO_KEYS")) {
            case null -> true;
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Stopped.usage(
                        "KATAS_DEMO_KEYS=" + value("KATAS_DEMO_KEYS") + " is neither true nor false.",
                        "set it to one of them, in .env or the environment");
        };
    }

    /** The container images that {@code .env} names, such as in {@code REDIS_IMAGE}. */
    public List<String> images() {
        return file.keySet().stream()
                .filter(name -> name.endsWith("_IMAGE"))
                .sorted()
                .map(name -> String.valueOf(value(name)))
                .toList();
    }

    private @Nullable String value(String name) {
        var own = environment.get(name);
        return own == null ? file.get(name) : own;
    }
}
