import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.event.command.CommandSucceededEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Every replica's connection to Redis, and all that goes over them: what an outside observer can know. */
final class Wire implements AutoCloseable {

    private static final int LINES_SHOWN = 10;

    private final String uri;
    private final List<RedisClient> clients = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final long startNanos = System.nanoTime();

    private record Line(long nanos, String text) {}

    Wire(String uri) {
        this.uri = uri;
    }

    Replica replica(String name) {
        return replica(name, InstantSource.system());
    }

    Replica replica(String name, InstantSource clock) {
        var address = RedisURI.create(uri);
        address.setTimeout(Duration.ofSeconds(2));
        var client = RedisClient.create(address);
        clients.add(client);
        // before it connects: later ones are not asked
        client.addListener(new Tap(name));
        var connection = client.connect();
        callsSince();
        return new Replica(name, connection.sync(), clock);
    }

    synchronized void note(String who, String what) {
        lines.add(new Line(System.nanoTime() - startNanos, who + "  " + what));
    }

    private synchronized void called(String command) {
        calls.add(command);
    }

    /** Returns what was called since the last time that somebody asked. */
    synchronized List<String> callsSince() {
        var since = List.copyOf(calls);
        calls.clear();
        return since;
    }

    /** Returns the last moments, one event a line. */
    synchronized List<String> lastMoments() {
        return lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()).stream()
                .map(each -> String.format(Locale.ROOT, "%9.3f ms  %s", each.nanos() / 1e6, each.text()))
                .toList();
    }

    /** Hears every command of one replica. */
    private final class Tap implements CommandListener {
        private final String replica;

        Tap(String replica) {
            this.replica = replica;
        }

        @Override
        public void commandStarted(CommandStartedEvent event) {
            called(event.getCommand().getType().toString());
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            var command = event.getCommand();
            note(replica, command.getType() + " → " + command.getOutput().get());
        }
    }

    @Override
    public void close() {
        clients.forEach(each -> each.shutdown(Duration.ZERO, Duration.ofSeconds(1)));
    }
}
