package katas.webhooks.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import katas.webhooks.egress.Resolver;

/**
 * Waits for a lookup no longer than it is told to.
 *
 * <p>The platform's lookups can neither be hurried nor stopped: each goes on, on a thread of its own, after the last that waits
 * for it has gone. One name is looked up once at a time, and so many names at most; who comes beyond that is {@linkplain
 * LookupRefused told so}.
 */
final class TimedNames implements Resolver, AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Resolver names;
    private final long patienceMillis;
    private final ConcurrentMap<String, FutureTask<List<InetAddress>>> lookups = new ConcurrentHashMap<>();
    private final ExecutorService threads;

    /** @param most lookups at once */
    TimedNames(Resolver names, Duration patience, int most) {
        this.names = names;
        this.patienceMillis = patience.toMillis();
        this.threads = new ThreadPoolExecutor(
                0,
                most,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("lookup-", 0).factory());
    }

    /** Asks the platform. */
    static List<InetAddress> ofPlatform(String host) throws UnknownHostException {
        return List.of(InetAddress.getAllByName(host));
    }

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        try {
            return lookup(host).get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException("%s could not be looked up within %d ms".formatted(host, patienceMillis));
        } catch (CancellationException e) {
            throw new LookupRefused(host);
        } catch (ExecutionException e) {
            throw new UnknownHostException(host + " has no address now");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("nobody waits for the address of " + host);
        }
    }

    private FutureTask<List<InetAddress>> lookup(String host) {
        var mine = new FutureTask<>(() -> {
            try {
                return names.resolve(host);
            } finally {
                lookups.remove(host);
            }
        });
        var running = lookups.putIfAbsent(host, mine);
        if (running != null) {
            return running;
        }
        try {
            threads.execute(mine);
        } catch (RejectedExecutionException e) {
            lookups.remove(host, mine);
            mine.cancel(false);
        }
        return mine;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
