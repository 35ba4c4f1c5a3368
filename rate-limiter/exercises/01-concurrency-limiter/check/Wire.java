import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.event.command.CommandListener;
import io.lettuce.core.event.command.CommandStartedEvent;
import io.lettuce.core.event.command.CommandSucceededEvent;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Every replica's connection to Redis, and all that goes over them: what an outside observer can know. */
final class Wire implements AutoCloseable {

    private static final int LINES_A_CALLER = 4;
    private static final ClientResources THREADS = ClientResources.create();

    private final RedisURI address;
    private final List<RedisClient> clients = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final Map<Long, Integer> callers = new HashMap<>();
    private final long startNanos = System.nanoTime();

    private record Line(long nanos, int caller, String replica, String text) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%8.3f ms  %s  caller %-3d  %s", nanos / 1e6, replica, caller, text);
        }
    }

    Wire(String uri) {
        this.address = RedisURI.create(uri);
        address.setTimeout(Duration.ofSeconds(2));
    }

    Replica replica(String name) {
        return replica(name, InstantSource.system());
    }

    Replica replica(String name, InstantSource clock) {
        var client = RedisClient.create(THREADS, address);
        clients.add(client);
        // before it connects: later ones are not asked
        client.addListener(new Tap(name));
        var connection = client.connect();
        callsSince();
        return new Replica(name, connection.sync(), clock);
    }

    /** Takes note of what the current thread's caller has come to; returns who that is. */
    synchronized int note(String replica, String what) {
        int caller = caller(Thread.currentThread());
        note(replica, caller, what);
        return caller;
    }

    /** Forgets all that it has seen. */
    synchronized void beginAnew() {
        lines.clear();
        callers.clear();
    }

    /** Returns what was called since the last time that somebody asked. */
    synchronized List<String> callsSince() {
        var since = List.copyOf(calls);
        calls.clear();
        return since;
    }

    /** Returns the last moments of two callers, one event a line. */
    synchronized List<String> lastMoments(int one, int other) {
        return Stream.concat(lastMoments(one), lastMoments(other))
                .sorted(Comparator.comparingLong(Line::nanos))
                .map(Line::toString)
                .toList();
    }

    private Stream<Line> lastMoments(int caller) {
        var own = lines.stream().filter(each -> each.caller() == caller).toList();
        return own.subList(Math.max(0, own.size() - LINES_A_CALLER), own.size()).stream();
    }

    private synchronized int caller(Thread thread) {
        return callers.computeIfAbsent(thread.threadId(), _ -> callers.size() + 1);
    }

    private synchronized void note(String replica, int caller, String what) {
        lines.add(new Line(System.nanoTime() - startNanos, caller, replica, what));
    }

    private synchronized void called(String command) {
        calls.add(command);
    }

    /** Hears every command of one replica; the answers come on another thread than the questions. */
    private final class Tap implements CommandListener {
        private final String replica;
        private final Map<Object, Integer> asking = new IdentityHashMap<>();

        Tap(String replica) {
            this.replica = replica;
        }

        @Override
        public void commandStarted(CommandStartedEvent event) {
            called(event.getCommand().getType().toString());
            synchronized (asking) {
                asking.put(event.getCommand(), caller(Thread.currentThread()));
            }
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            var command = event.getCommand();
            synchronized (asking) {
                note(
                        replica,
                        asking.getOrDefault(command, 0),
                        command.getType() + " → " + command.getOutput().get());
            }
        }
    }

    @Override
    public void close() {
        clients.forEach(each -> each.shutdown(Duration.ZERO, Duration.ofSeconds(1)));
    }
}
