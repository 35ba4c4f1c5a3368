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
 * @param retention how long a delivery may take, and how long it is kept after that: at least 1 h and what attempts.waits
 *     come to with their jitter, up to 30 days
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
 * @param streamPoll how often a stream looks for events, 10 ms to 10 s
 * @param heartbeat how often a stream without events says that it lives, 10 ms to 1 min
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
        @DefaultValue AttemptProperties attempts,
        @DefaultValue BreakerProperties breaker,
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
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration MONTH = Duration.ofDays(30);
    private static final int MOST_STREAMS = 10_000;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

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
        Ranges.check("retention", retention, shortestRetention(attempts), MONTH);
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

    /** Whatever is shorter would end the last attempts before their time. */
    private static Duration shortestRetention(AttemptProperties attempts) {
        var longest = attempts.longest();
        return longest.compareTo(HOUR) < 0 ? HOUR : longest;
    }

    /** Says nothing of the keys. */
    @Override
    public String toString() {
        return "WebhooksProperties[variant=%s, roles=%s, prefix=%s]".formatted(variant.text(), roles, prefix);
    }
}
