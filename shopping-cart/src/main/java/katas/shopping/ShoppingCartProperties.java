package katas.shopping;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import katas.shopping.effect.CrashPoint;
import katas.shopping.messages.Topic;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code katas.shopping-cart.*}.
 *
 * @param variant how changes become messages, and messages become changes
 * @param roles what this process does
 * @param prefix what the names of keys, topics and groups begin with: what has another prefix knows nothing of this;
 *     of the variant choreography, {@code -choreography} is appended to it
 * @param deadline longest wait for Redis, 1 ms to 10 s
 * @param inboxRetention how long a consumer remembers a message, up to 30 days: longer than the topics keep
 *     one, which is 7 days
 * @param decidedRetention how long a decided order is kept, and what was known of its payment, 1 to 365 days: longer than a
 *     consumer remembers a message, than one waits in the dead letters, and than anybody asks for a refund
 * @param parkedMost how many messages of one key may wait behind a sick one, 1 to 100,000
 * @param idleCartTtl how long a cart that nobody changes is kept at least, 1 h to 90 days; at most twice as long
 * @param reservationTtl how long stock is kept for an order that is not paid for, 100 ms to 24 h
 * @param checkoutDeadline how long an order may take from its checkout until it is paid for, 100 ms to 24 h, and how
 *     long is waited after that for a payment to be voided; if longer than the reservation, what was kept may be sold to others
 *     meanwhile
 * @param sweep how often is looked for what is due, 10 ms to 10 s
 * @param provider the payment provider
 * @param streams how many callers may follow orders at once, 1 to 10,000
 * @param streamsOfOrder how many of them the same order, 1 to 10,000
 * @param streamsOfSource how many of them from the same source, 1 to 10,000: a customer, or an address of guests, who all
 *     have the same behind a proxy
 * @param streamPoll how often a stream looks for news, 10 ms to 10 s
 * @param heartbeat how often a stream without news says that it lives, 10 ms to 1 min
 * @param keys SHA-256 digests, in hex, of customers' API keys
 * @param adminKeys SHA-256 digests, in hex, of the API keys that also open what is the shop's alone
 * @param crashAt a fault to be injected: the point, such as after-effect:ReserveStock, at which the process stops and
 *     waits to be killed; empty in production
 */
@ConfigurationProperties("katas.shopping-cart")
public record ShoppingCartProperties(
        @DefaultValue("orchestrated") Variant variant,

        @DefaultValue({"cart", "order", "inventory", "payment", "views", "provider"})
        Set<Role> roles,

        @DefaultValue("shopping-cart") String prefix,
        @DefaultValue("1s") Duration deadline,
        @DefaultValue("8d") Duration inboxRetention,
        @DefaultValue("90d") Duration decidedRetention,
        @DefaultValue("10000") int parkedMost,
        @DefaultValue("30d") Duration idleCartTtl,
        @DefaultValue("5m") Duration reservationTtl,
        @DefaultValue("1m") Duration checkoutDeadline,
        @DefaultValue("500ms") Duration sweep,
        @DefaultValue Provider provider,
        @DefaultValue("100") int streams,
        @DefaultValue("5") int streamsOfOrder,
        @DefaultValue("20") int streamsOfSource,
        @DefaultValue("250ms") Duration streamPoll,
        @DefaultValue("5s") Duration heartbeat,
        @DefaultValue List<String> keys,
        @DefaultValue List<String> adminKeys,
        @DefaultValue("") String crashAt) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_STREAMS = 10_000;
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    /**
     * The payment provider, which is not ours.
     *
     * @param url where it answers
     * @param address where it listens if this process plays it: whoever reaches it may read its ledger and make it misbehave
     * @param port where it listens if this process plays it, 0 to 65,535
     * @param deadline longest wait for its answer, 1 ms to 1 min
     * @param calls how many calls to it may be under way at once, 1 to 1,000
     * @param callback where it tells, if this process plays it, what became of a payment; tells nobody without
     */
    public record Provider(
            @DefaultValue("http://localhost:8093") URI url,
            @DefaultValue("localhost") InetAddress address,
            @DefaultValue("8093") int port,
            @DefaultValue("2s") Duration deadline,
            @DefaultValue("16") int calls,
            @Nullable URI callback) {
        public Provider {
            checkRange("provider.port", port, 0, 65_535);
            checkRange("provider.deadline", deadline, Duration.ofMillis(1), Duration.ofMinutes(1));
            checkRange("provider.calls", calls, 1, 1_000);
        }
    }

    public ShoppingCartProperties {
        roles = Set.copyOf(roles);
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("prefix must be 1 to 64 of a-z, 0-9 and -, was " + prefix);
        }
        prefix = variant.namespace(prefix);
        checkRange("deadline", deadline, Duration.ofMillis(1), LONGEST);
        checkRange("inbox-retention", inboxRetention, Topic.KEPT.plusMillis(1), Duration.ofDays(30));
        checkRange("decided-retention", decidedRetention, DAY, Duration.ofDays(365));
        if (decidedRetention.compareTo(inboxRetention) <= 0) {
            throw new IllegalArgumentException(
                    "decided-retention must be longer than inbox-retention, was " + decidedRetention);
        }
        checkRange("parked-most", parkedMost, 1, 100_000);
        checkRange("idle-cart-ttl", idleCartTtl, Duration.ofHours(1), Duration.ofDays(90));
        checkRange("reservation-ttl", reservationTtl, Duration.ofMillis(100), DAY);
        checkRange("checkout-deadline", checkoutDeadline, Duration.ofMillis(100), DAY);
        checkRange("sweep", sweep, SHORTEST, LONGEST);
        checkRange("streams", streams, 1, MOST_STREAMS);
        checkRange("streams-of-order", streamsOfOrder, 1, MOST_STREAMS);
        checkRange("streams-of-source", streamsOfSource, 1, MOST_STREAMS);
        checkRange("stream-poll", streamPoll, SHORTEST, LONGEST);
        checkRange("heartbeat", heartbeat, SHORTEST, Duration.ofMinutes(1));
        checkDigests("keys", keys);
        checkDigests("admin-keys", adminKeys);
        if (!crashAt.isEmpty()) {
            CrashPoint.named(crashAt);
        }
    }

    private static void checkRange(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " must be from " + min + " to " + max + ", was " + value);
        }
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
