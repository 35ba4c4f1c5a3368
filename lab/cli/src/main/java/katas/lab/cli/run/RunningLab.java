package katas.lab.cli.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Tree;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code ./kata up} leaves in {@code .kata/run.json}, so that other terminals know what is up.
 *
 * @param pid the process that holds it all
 * @param since when that process started: its id alone may belong to somebody else by now
 */
public record RunningLab(long pid, Instant since, List<Entry> services) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** One service and its process. */
    public record Entry(Address address, long pid) {}

    /**
     * What somebody needs who wants to call a service; {@code urls --json} prints it so.
     *
     * @param apiKey null when the service does not accept the demo keys, as are the other keys then
     * @param adminKey null as well when nothing needs one
     * @param otherKey another tenant's; null as well when nobody needs one to try the service
     */
    public record Address(
            String name,
            String url,
            @Nullable String apiKey,
            @Nullable String adminKey,
            @Nullable String otherKey,
            String variant) {

        /** Returns the keys as somebody reads them, each with whose it is unless it is the usual one. */
        public String keys() {
            if (apiKey == null) {
                return "your own";
            }
            return apiKey
                    + (adminKey == null ? "" : ", " + adminKey + " (admin)")
                    + (otherKey == null ? "" : ", " + otherKey + " (another tenant)");
        }
    }

    /** Describes this process and its services. */
    static RunningLab here(List<Entry> services) {
        var self = ProcessHandle.current();
        return new RunningLab(self.pid(), startOf(self), services);
    }

    void write(Tree tree) {
        var file = file(tree);
        var partial = file.resolveSibling("run.json.partial");
        JSON.writeValue(partial, this);
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Tree tree) {
        try {
            Files.deleteIfExists(file(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what is up; empty when nothing is, also when the last {@code up} was killed and could not say so. */
    public static Optional<RunningLab> in(Tree tree) {
        return Files.exists(file(tree))
                ? Optional.of(JSON.readValue(file(tree), RunningLab.class)).filter(RunningLab::alive)
                : Optional.empty();
    }

    /** Says politely why a second {@code up} does not start, and where the first one is. */
    static Stopped refusal(Tree tree) {
        var first = in(tree);
        var where = first.stream()
                .flatMap(lab -> lab.addresses().stream())
                .map(address -> "%n     %s  %s  variant %s".formatted(address.name(), address.url(), address.variant()))
                .collect(Collectors.joining());
        return Stopped.environment(
                where.isEmpty() ? "the lab is just starting in another terminal." : "the lab is up already:" + where,
                "use it as it is, or stop it first: Ctrl-C in its terminal"
                        + first.map(lab -> ", or kill " + lab.pid()).orElse(""));
    }

    private boolean alive() {
        return ProcessHandle.of(pid)
                .filter(process -> startOf(process).equals(since))
                .isPresent();
    }

    /** The services that still run. */
    public List<Address> addresses() {
        return services.stream()
                .filter(service -> ProcessHandle.of(service.pid()).isPresent())
                .map(Entry::address)
                .toList();
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private static Path file(Tree tree) {
        return tree.state().resolve("run.json");
    }
}
