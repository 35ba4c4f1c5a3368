package katas.webhooks;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import katas.webhooks.egress.Cidr;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code katas.webhooks.*}.
 *
 * @param variant how messages get to their endpoints
 * @param roles what this process does
 * @param prefix what the names of keys, topics and groups begin with: what has another prefix knows nothing of this
 * @param deadline longest wait for Redis, 1 ms to 10 s
 * @param appendDeadline longest wait for Kafka to acknowledge a message, 1 s to 1 min
 * @param retention how long deliveries are kept, 1 h to 30 days; messages are kept a day longer
 * @param endpointsMost how many endpoints a tenant may have, 1 to 100,000
 * @param allowedNetworks ranges of addresses, such as 10.1.0.0/16, to which messages may go although they are no public
 *     ones; with the demo keys, those of loopback besides
 * @param secretKeys keys of AES-256 in Base64 under which signing secrets are kept: the last one seals, all of them open;
 *     needed unless there are the demo keys
 * @param rotationOverlap how long the secrets before a rotation go on signing, 1 s to 30 days
 * @param attempts calls of endpoints
 * @param breaker when an endpoint that fails is left alone
 * @param receiver the sample receiver
 * @param streams how many callers may follow events at once, 1 to 10,000
 * @param streamsOfTenant how many of them of the same tenant, 1 to 10,000
 * @param streamPoll how often a stream looks for news, 10 ms to 10 s
 * @param heartbeat how often a stream without news says that it lives, 10 ms to 1 min
 * @param keys API keys and whose they are
 * @param crashAt a fault to be injected: the point, such as after-append, at which the process stops and waits to be killed;
 *     empty in production
 */
@ConfigurationProperties("katas.webhooks")
public record WebhooksProperties(
        @DefaultValue("isolated") Variant variant,

        @DefaultValue({"api", "fan-out", "dispatcher", "receiver"})
        Set<Role> roles,

        @DefaultValue("webhooks") String prefix,
        @DefaultValue("1s") Duration deadline,
        @DefaultValue("10s") Duration appendDeadline,
        @DefaultValue("7d") Duration retention,
        @DefaultValue("1000") int endpointsMost,
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue List<String> secretKeys,
        @DefaultValue("24h") Duration rotationOverlap,
        @DefaultValue Attempts attempts,
        @DefaultValue Breaker breaker,
        @DefaultValue Receiver receiver,
        @DefaultValue("100") int streams,
        @DefaultValue("5") int streamsOfTenant,
        @DefaultValue("250ms") Duration streamPoll,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue List<Key> keys,
        @DefaultValue("") String crashAt) {

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int MOST_STREAMS = 10_000;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    /**
     * Calls of endpoints.
     *
     * @param inFlight how many this process makes at once, 2 to 10,000
     * @param ofEndpoint how many of them all processes make to the same endpoint, 1 to 1,000
     * @param ofFailing how many of these while it is failing, 1 to ofEndpoint
     * @param ofTenant how many of them all processes make to the endpoints of the same tenant, at least 1, and
     *     fewer than inFlight, so that no tenant takes all
     * @param connectTimeout longest wait for a connection, 1 ms to 1 min
     * @param timeout longest time from the first packet to the last, 1 ms to 1 min
     * @param lease after this time an attempt is taken for lost, and made again: longer than timeout, up to 10 min
     * @param waits before the second attempt, the third and so on: up to 100, each 1 ms to 7 days
     */
    public record Attempts(
            @DefaultValue("512") int inFlight,
            @DefaultValue("8") int ofEndpoint,
            @DefaultValue("2") int ofFailing,
            @DefaultValue("256") int ofTenant,
            @DefaultValue("3s") Duration connectTimeout,
            @DefaultValue("15s") Duration timeout,
            @DefaultValue("30s") Duration lease,

            @DefaultValue({"5s", "30s", "2m", "10m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "14h", "24h", "24h"})
            List<Duration> waits) {
        private static final int MOST_WAITS = 100;
        private static final int MOST_IN_FLIGHT = 10_000;

        public Attempts {
            waits = List.copyOf(waits);
            Ranges.check("attempts.in-flight", inFlight, 2, MOST_IN_FLIGHT);
            Ranges.check("attempts.of-endpoint", ofEndpoint, 1, 1_000);
            Ranges.check("attempts.of-failing", ofFailing, 1, ofEndpoint);
            Ranges.check("attempts.of-tenant", ofTenant, 1, inFlight - 1);
            Ranges.check("attempts.connect-timeout", connectTimeout, MILLISECOND, MINUTE);
            Ranges.check("attempts.timeout", timeout, MILLISECOND, MINUTE);
            Ranges.check("attempts.lease", lease, timeout.plus(MILLISECOND), Duration.ofMinutes(10));
            Ranges.check("attempts.waits", waits.size(), 0, MOST_WAITS);
            waits.forEach(wait -> Ranges.check("attempts.waits", wait, MILLISECOND, Duration.ofDays(7)));
        }
    }

    /**
     * When an endpoint that fails is left alone.
     *
     * @param calls how many there must have been within the window, 1 to 100,000
     * @param window 1 s to 1 h
     * @param failedPercent how many of a hundred must have failed, 1 to 100
     * @param pause how long it is left alone then: at least as long as a lease, up to 1 h
     * @param warnAfter how long it fails before its owner is told that it will be disabled, 10 ms to 30 days
     * @param disableAfter how long it fails before it is disabled: longer than warnAfter, up to 60 days
     */
    public record Breaker(
            @DefaultValue("100") int calls,
            @DefaultValue("60s") Duration window,
            @DefaultValue("50") int failedPercent,
            @DefaultValue("30s") Duration pause,
            @DefaultValue("4d") Duration warnAfter,
            @DefaultValue("5d") Duration disableAfter) {
        public Breaker {
            Ranges.check("breaker.calls", calls, 1, 100_000);
            Ranges.check("breaker.window", window, SECOND, Duration.ofHours(1));
            Ranges.check("breaker.failed-percent", failedPercent, 1, 100);
            Ranges.check("breaker.warn-after", warnAfter, SHORTEST, MONTH);
            Ranges.check("breaker.disable-after", disableAfter, warnAfter.plus(MILLISECOND), MONTH.multipliedBy(2));
        }
    }

    /**
     * The sample receiver, which is not ours.
     *
     * @param address where it listens if this process plays it: whoever reaches it may read what it received, and make it
     *     misbehave
     * @param port where it listens, 0 to 65,535
     */
    public record Receiver(
            @DefaultValue("localhost") InetAddress address,
            @DefaultValue("8095") int port) {
        public Receiver {
            Ranges.check("receiver.port", port, 0, 65_535);
        }
    }

    /**
     * An API key.
     *
     * @param digest SHA-256 of the key, in hex
     * @param tenant whose it is: 1 to 64 of a-z, 0-9 and -
     */
    public record Key(String digest, String tenant) {
        public Key {
            if (!SHA_256.matcher(digest).matches()) {
                // does not quote it: whoever gets this wrong has put a key there
                throw new IllegalArgumentException("keys.digest must be a SHA-256 digest, 64 hex digits");
            }
            Ranges.checkName("keys.tenant", tenant);
        }
    }

    public WebhooksProperties {
        roles = Set.copyOf(roles);
        Ranges.checkName("prefix", prefix);
        Ranges.check("deadline", deadline, MILLISECOND, LONGEST);
        Ranges.check("append-deadline", appendDeadline, SECOND, MINUTE);
        Ranges.check("retention", retention, Duration.ofHours(1), MONTH);
        Ranges.check("endpoints-most", endpointsMost, 1, 100_000);
        allowedNetworks.forEach(Cidr::parse);
        secretKeys.forEach(key -> Ranges.checkSecretKey("secret-keys", key));
        Ranges.check("rotation-overlap", rotationOverlap, SECOND, MONTH);
        // what was under way when the breaker opened has ended before it is tried again
        Ranges.check("breaker.pause", breaker.pause(), attempts.lease(), Duration.ofHours(1));
        Ranges.check("streams", streams, 1, MOST_STREAMS);
        Ranges.check("streams-of-tenant", streamsOfTenant, 1, MOST_STREAMS);
        Ranges.check("stream-poll", streamPoll, SHORTEST, LONGEST);
        Ranges.check("heartbeat", heartbeat, SHORTEST, MINUTE);
        if (!crashAt.isEmpty()) {
            CrashPoint.named(crashAt);
        }
    }

    /** Says nothing of the keys. */
    @Override
    public String toString() {
        return "WebhooksProperties[variant=%s, roles=%s, prefix=%s]".formatted(variant.text(), roles, prefix);
    }
}
