package katas.vending;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code katas.vending-machine.*}.
 *
 * @param variant how machines are kept, and how change is found
 * @param deadline longest wait for Redis, 1 ms to 10 s
 * @param idleTimeout how long a credit waits for its buyer before it is returned, 1 s to 1 h
 * @param motorTimeout how long the motor may take to report, 1 s to 1 h
 * @param dropTimeout how long the drop sensor may take to report, 1 s to 1 h
 * @param ticks how often machines whose time is up are looked for, 10 ms to 10 s
 * @param streams how many callers may follow events at once, at least 1
 * @param streamPoll how often a stream looks for new events, 10 ms to 10 s
 * @param heartbeat how often a stream without events says that it lives, 10 ms to 1 min
 * @param keys SHA-256 digests, in hex, of the API keys that may buy and look
 * @param adminKeys SHA-256 digests, in hex, of the API keys that may also act as device and operator
 * @param haltAt a fault to be injected: the point, such as select:after-commit, at which the service stops and waits to
 *     be killed; empty in production
 */
@ConfigurationProperties("katas.vending-machine")
public record VendingMachineProperties(
        @DefaultValue("journalled") Variant variant,
        @DefaultValue("1s") Duration deadline,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("10s") Duration motorTimeout,
        @DefaultValue("5s") Duration dropTimeout,
        @DefaultValue("500ms") Duration ticks,
        @DefaultValue("100") int streams,
        @DefaultValue("250ms") Duration streamPoll,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue List<String> keys,
        @DefaultValue List<String> adminKeys,
        @DefaultValue("") String haltAt) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    public VendingMachineProperties {
        checkRange("deadline", deadline, Duration.ofMillis(1), Duration.ofSeconds(10));
        checkRange("idle-timeout", idleTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
        checkRange("motor-timeout", motorTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
        checkRange("drop-timeout", dropTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
        checkRange("ticks", ticks, SHORTEST, Duration.ofSeconds(10));
        if (streams < 1) {
            throw new IllegalArgumentException("streams must be at least 1, was " + streams);
        }
        checkRange("stream-poll", streamPoll, SHORTEST, Duration.ofSeconds(10));
        checkRange("heartbeat", heartbeat, SHORTEST, Duration.ofMinutes(1));
        checkDigests("keys", keys);
        checkDigests("admin-keys", adminKeys);
    }

    public Timeouts timeouts() {
        return new Timeouts(idleTimeout, motorTimeout, dropTimeout);
    }

    private static void checkRange(String name, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " must be from " + min + " to " + max + ", was " + value);
        }
    }

    private static void checkDigests(String name, Collection<String> digests) {
        if (!digests.stream().allMatch(digest -> SHA_256.matcher(digest).matches())) {
            // does not quote it: whoever gets this wrong has put a key there
            throw new IllegalArgumentException(name + " must be SHA-256 digests, 64 hex digits each");
        }
    }
}
