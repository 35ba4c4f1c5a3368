import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import katas.webhooks.CrashPoint;

/** What a test works with: endpoints that do as they are told, processes of one make, their verifier, and time. */
final class Bench {

    private static final int MOST_STEPS = 100_000;

    private static Make make = RealDispatcher::new;
    private static MakeVerifier makeVerifier = RealVerifier::new;
    private static long seed = 1;

    private final World world = new World(seed++);
    private final Verifier verifier = makeVerifier.make(world);
    private final List<Mortal> processes = new ArrayList<>();

    /** How a process is made. */
    @FunctionalInterface
    interface Make {
        Dispatcher start(World world);
    }

    /** How a verifier is made. */
    @FunctionalInterface
    interface MakeVerifier {
        Verifier make(World world);
    }

    /** Decides what all benches are made of from now on. */
    static void use(Make dispatcher, MakeVerifier itsVerifier, long firstSeed) {
        make = dispatcher;
        makeVerifier = itsVerifier;
        seed = firstSeed;
    }

    /** Makes an endpoint that gets every message from now on, and answers 204 until it is told otherwise. */
    void endpoint(String name) {
        world.addEndpoint(name);
    }

    /** Says what an endpoint does with the next requests, one after the other; then it answers 204 again. */
    void replies(String endpoint, Reply... next) {
        world.replies(endpoint, next);
    }

    /** Lets an endpoint hang, whatever comes. */
    void hangs(String endpoint) {
        world.hangs(endpoint, true);
    }

    /** Lets an endpoint answer again. */
    void mends(String endpoint) {
        world.hangs(endpoint, false);
    }

    /** Starts a process; as many as you like may run, and all share log and store. */
    Dispatcher start() {
        var process = new Mortal(make.start(world));
        processes.add(process);
        return process;
    }

    /** Ends all processes as kill -9 does. */
    void kill() {
        processes.clear();
    }

    /** Lets the next process that comes to a point die there. */
    void dieAt(CrashPoint point) {
        world.doom(point);
    }

    Instant now() {
        return world.now();
    }

    /** Lets time pass without anybody working. */
    void advance(Duration by) {
        world.clock.advance(by);
    }

    /** Lets time pass; whoever is alive does what is to be done in each moment of it. */
    void run(Duration time) {
        var end = now().plus(time);
        for (int step = 0; step < MOST_STEPS; step++) {
            if (processes.isEmpty()) {
                world.clock.set(end);
                return;
            }
            List.copyOf(processes).forEach(Mortal::work);
            var next = processes.stream()
                    .flatMap(each -> each.next().stream())
                    .min(Comparator.naturalOrder())
                    .filter(at -> !at.isAfter(end));
            if (next.isEmpty()) {
                world.clock.set(end);
                return;
            }
            world.clock.set(next.get());
        }
        throw new IllegalStateException("more than %d steps in %s".formatted(MOST_STEPS, time));
    }

    /** Returns what an endpoint has got, in order. */
    List<Request> received(String endpoint) {
        return world.received(endpoint);
    }

    /** Tells whether the team's verifier believes a request, now. */
    boolean believes(Request request) {
        return verifier.believes(request);
    }

    /** Returns at how many bytes of signatures the verifier has looked so far. */
    long looks() {
        return world.looks.count();
    }

    /** A process that does nothing any more once it is dead. */
    private final class Mortal implements Dispatcher {
        private final Dispatcher process;

        Mortal(Dispatcher process) {
            this.process = process;
        }

        @Override
        public Optional<String> accept(String body) {
            if (!processes.contains(this)) {
                throw new IllegalStateException("this process is dead: start another");
            }
            try {
                return process.accept(body);
            } catch (Died _) {
                processes.remove(this);
                return Optional.empty();
            }
        }

        @Override
        public void work() {
            try {
                process.work();
            } catch (Died _) {
                processes.remove(this);
            }
        }

        @Override
        public Optional<Instant> next() {
            return process.next();
        }
    }
}
