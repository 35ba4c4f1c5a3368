package katas.ratelimiter;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Settings under {@code katas.rate-limiter.*}.
 *
 * @param variant algorithm of the policies that name none
 * @param deadline longest wait for Redis, 1 ms to 10 s
 * @param pulse how often Redis is asked for news, 10 to 500 ms
 * @param samplePolicy policy that protects the sample endpoint; one of the configured policies
 * @param trustedHops proxies in front of this service whose X-Forwarded-For entry is believed; 0 to believe none
 * @param localKeys how many keys are counted here while Redis is away; at least 1
 * @param keys SHA-256 digests, in hex, of the API keys that may ask for decisions
 * @param adminKeys SHA-256 digests, in hex, of the API keys that may also change policies and reset keys
 * @param fast layers around the readable core, each of which can be switched off
 * @param policies policies that hold until one of the same name is stored
 */
@ConfigurationProperties("katas.rate-limiter")
public record RateLimiterProperties(
        @DefaultValue("token-bucket") Algorithm variant,
        @DefaultValue("100ms") Duration deadline,
        @DefaultValue("250ms") Duration pulse,
        @DefaultValue("sample") String samplePolicy,
        @DefaultValue("0") int trustedHops,
        @DefaultValue("100000") int localKeys,
        @DefaultValue List<String> keys,
        @DefaultValue List<String> adminKeys,
        @DefaultValue FastLayers fast,
        @DefaultValue Map<String, ConfiguredPolicy> policies) {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");

    public RateLimiterProperties {
        checkRange("deadline", deadline, Duration.ofMillis(1), Duration.ofSeconds(10));
        checkRange("pulse", pulse, Duration.ofMillis(10), Duration.ofMillis(500));
        if (trustedHops < 0) {
            throw new IllegalArgumentException("trusted-hops must not be negative, was " + trustedHops);
        }
        if (localKeys < 1) {
            throw new IllegalArgumentException("local-keys must be at least 1, was " + localKeys);
        }
        checkDigests("keys", keys);
        checkDigests("admin-keys", adminKeys);
    }

    /** Returns the configured policies, checked; the one that protects the sample endpoint has to be among them. */
    public List<Policy> configuredPolicies() {
        if (!policies.containsKey(samplePolicy)) {
            throw new InvalidConfigurationPropertyValueException(
                    "katas.rate-limiter.sample-policy",
                    samplePolicy,
                    "katas.rate-limiter.policies has none of that name, only " + new TreeSet<>(policies.keySet()));
        }
        return policies.entrySet().stream()
                .map(policy -> policy.getValue().definition().named(policy.getKey(), variant))
                .toList();
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

    /**
     * Layers that change no decision.
     *
     * @param flushConsolidation one system call for the commands of many callers
     * @param coalescing one script call for the callers who wait for the same key
     * @param denyCache a denied key is denied here until the time that Redis gave
     */
    public record FastLayers(
            @DefaultValue("true") boolean flushConsolidation,
            @DefaultValue("true") boolean coalescing,
            @DefaultValue("true") boolean denyCache) {}

    /**
     * A policy in the configuration.
     *
     * @param algorithm how to count; absent for the variant's
     */
    public record ConfiguredPolicy(
            @Nullable Algorithm algorithm,
            List<ConfiguredLimit> limits,
            @DefaultValue("open") OnOutage onOutage) {
        PolicyDefinition definition() {
            return new PolicyDefinition(
                    algorithm, limits.stream().map(ConfiguredLimit::limit).toList(), onOutage);
        }
    }

    /**
     * A limit in the configuration.
     *
     * @param burst absent for {@code permits}
     */
    public record ConfiguredLimit(
            int permits, Duration window, @Nullable Integer burst) {
        Limit limit() {
            return burst == null ? new Limit(permits, window) : new Limit(permits, window, burst);
        }
    }
}
