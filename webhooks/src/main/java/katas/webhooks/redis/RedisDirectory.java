package katas.webhooks.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import katas.webhooks.endpoint.Directory;
import katas.webhooks.message.EventType;

/**
 * Reads a tenant's endpoints again only when their version has changed, which it asks for every time: so it is never behind.
 *
 * <p>It remembers 256 tenants.
 */
public final class RedisDirectory implements Directory {
    private static final int MOST_TENANTS = 256;

    /**
     * The clocks of who accepts messages and of who makes endpoints are not the same, and may be a step apart. One message too
     * many harms nobody, one too few does.
     */
    private static final Duration TOLERANCE = Duration.ofMinutes(10);

    private final RedisLink redis;
    private final RedisKeys keys;
    private final RecentlyUsed<String, Read> known = new RecentlyUsed<>(MOST_TENANTS);

    public RedisDirectory(RedisLink redis, RedisKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    private record Read(String version, Map<String, DirectoryLine> lines) {}

    @Override
    public List<String> interested(String tenant, EventType type, Instant acceptedAt) {
        var createdUntil = acceptedAt.plus(TOLERANCE);
        return lines(tenant).entrySet().stream()
                .filter(entry -> entry.getValue().wants(type, createdUntil))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, DirectoryLine> lines(String tenant) {
        return Optional.ofNullable(redis.<String>call(commands -> commands.get(keys.of(tenant, "directory", tenant))))
                .map(version -> lines(tenant, version))
                .orElse(Map.of());
    }

    private Map<String, DirectoryLine> lines(String tenant, String version) {
        return known.get(tenant)
                .filter(read -> read.version.equals(version))
                .orElseGet(() -> read(tenant, version))
                .lines;
    }

    /** What is read may be newer than the version, and is read again then: never the other way round. */
    private Read read(String tenant, String version) {
        var lines = new TreeMap<String, DirectoryLine>();
        redis.<Map<String, String>>call(commands -> commands.hgetall(keys.of(tenant, "endpoints", tenant)))
                .forEach((endpoint, line) -> lines.put(endpoint, DirectoryLine.parse(line)));
        var read = new Read(version, lines);
        known.put(tenant, read);
        return read;
    }
}
