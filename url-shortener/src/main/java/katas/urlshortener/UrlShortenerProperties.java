package katas.urlshortener;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import katas.urlshortener.code.CodeKey;
import katas.urlshortener.code.CodePermutation;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code katas.url-shortener.*}.
 *
 * @param variant how codes are made, links are cached and clicks are taken down
 * @param publicUrl where visitors reach this service: the front of every short URL
 * @param ownHosts other host names under which this service is reached: no link may lead there, nor to that of the public
 *     URL; at loopback names and addresses only the port of the public URL is its own
 * @param deadline longest wait for Redis where a visitor waits, 1 ms to 10 s
 * @param writeDeadline longest wait for Redis where a link is created, changed or listed, 1 ms to 10 s
 * @param codeKeys secrets of 32 hex digits each, which codes are permuted with, by version, at most 16; to rotate, append
 *     one; only with demo keys may there be none
 * @param codeBlock how many ids a replica leases at once, 1 to 1,000,000
 * @param cached how many links, and how many absent ones, a replica keeps copies of, at least 1
 * @param trust how long a copy is believed without word from Redis, 10 ms to 10 s
 * @param longestStale how long a copy is served while Redis is away, 0 to 1 h
 * @param clickBuffer how many clicks may wait for Kafka in a replica, at least 1; more are lost, and counted
 * @param forwardingHops how many proxies in front are trusted to name the client in {@code X-Forwarded-For}, 0 to 10
 * @param keys who may use the API
 * @param adminKeys SHA-256 digests, in hex, of the API keys that may also rebuild what is counted
 * @param misses who decides how many unknown codes one source may try
 */
@ConfigurationProperties("katas.url-shortener")
public record UrlShortenerProperties(
        @DefaultValue("tracked") Variant variant,
        @DefaultValue("http://localhost:8081") URI publicUrl,
        @DefaultValue List<String> ownHosts,
        @DefaultValue("100ms") Duration deadline,
        @DefaultValue("1s") Duration writeDeadline,
        @DefaultValue List<String> codeKeys,
        @DefaultValue("1000") int codeBlock,
        @DefaultValue("10000") int cached,
        @DefaultValue("1s") Duration trust,
        @DefaultValue("60s") Duration longestStale,
        @DefaultValue("10000") int clickBuffer,
        @DefaultValue("0") int forwardingHops,
        @DefaultValue List<Key> keys,
        @DefaultValue List<String> adminKeys,
        @DefaultValue Misses misses) {

    private static final Pattern HOST = Pattern.compile("[0-9a-zA-Z.-]+|\\[[0-9a-fA-F:.]+]");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    /**
     * An API key.
     *
     * @param owner whose links it gives access to, 1 to 64 characters
     * @param digest SHA-256 of the key, in hex
     */
    public record Key(
            @DefaultValue("") String owner,
            @DefaultValue("") String digest) {
        public Key {
            if (owner.isEmpty() || owner.length() > 64) {
                throw new IllegalArgumentException("keys.owner must have 1 to 64 characters, was '" + owner + "'");
            }
        }
    }

    /**
     * The rate limiter that is asked.
     *
     * @param url where it answers; nobody is asked, and nothing limited, without
     * @param key the API key to ask with
     * @param policy name of the policy, to be found there
     * @param deadline longest wait for its answer, 1 ms to 10 s
     */
    public record Misses(
            @Nullable URI url,
            @DefaultValue("") String key,
            @DefaultValue("unknown-codes") String policy,
            @DefaultValue("100ms") Duration deadline) {}

    public UrlShortenerProperties {
        if (publicUrl.getHost() == null || !List.of("http", "https").contains(publicUrl.getScheme())) {
            throw new IllegalArgumentException("public-url must be an http or https URL, was " + publicUrl);
        }
        if (!ownHosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            throw new IllegalArgumentException("own-hosts must be host names or addresses alone, were " + ownHosts);
        }
        checkRange("deadline", deadline, Duration.ofMillis(1), Duration.ofSeconds(10));
        checkRange("write-deadline", writeDeadline, Duration.ofMillis(1), Duration.ofSeconds(10));
        codeKeys.forEach(CodeKey::parse);
        checkRange("code-keys", codeKeys.size(), 0, CodePermutation.MAX_VERSIONS);
        checkRange("code-block", codeBlock, 1, 1_000_000);
        checkRange("cached", cached, 1, Integer.MAX_VALUE);
        checkRange("trust", trust, Duration.ofMillis(10), Duration.ofSeconds(10));
        checkRange("longest-stale", longestStale, Duration.ZERO, Duration.ofHours(1));
        checkRange("click-buffer", clickBuffer, 1, Integer.MAX_VALUE);
        checkRange("forwarding-hops", forwardingHops, 0, 10);
        checkRange("misses.deadline", misses.deadline(), Duration.ofMillis(1), Duration.ofSeconds(10));
        checkDigests("keys", keys.stream().map(Key::digest).toList());
        checkDigests("admin-keys", adminKeys);
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
