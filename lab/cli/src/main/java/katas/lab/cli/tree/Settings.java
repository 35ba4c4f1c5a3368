package katas.lab.cli.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import katas.lab.cli.terminal.Stopped;

/**
 * What a reader may change: the same {@code .env} that compose reads, and the environment, which wins.
 *
 * <p>Understands {@code NAME=value}, blank lines and comments; no quotes and no references.
 */
public final class Settings {
    private static final int LAST_PORT = 65_535;

    private final Map<String, String> values;

    Settings(Map<String, String> values) {
        this.values = values;
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
        values.putAll(environment);
        return new Settings(values);
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
        var name = portVariable(kata);
        var value = values.get(name);
        if (value == null) {
            return kata.port();
        }
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > LAST_PORT) {
            throw Stopped.usage(
                    name + "=" + value + " is not a port.", "set it to 1–65535, in .env or the environment");
        }
        return Integer.parseInt(value);
    }

    /** The name of the setting that moves a kata to another port. */
    public static String portVariable(KataDescription kata) {
        return kata.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_PORT";
    }

    /** Whether services accept the documented demo keys. */
    public boolean demoKeys() {
        return Boolean.parseBoolean(values.getOrDefault("KATAS_DEMO_KEYS", "true"));
    }

    /** The container image of a server, such as {@code REDIS_IMAGE}; empty when none is set. */
    public String image(String variable) {
        return values.getOrDefault(variable, "");
    }
}
