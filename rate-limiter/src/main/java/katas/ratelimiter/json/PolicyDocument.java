package katas.ratelimiter.json;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.InvalidPolicy;
import katas.ratelimiter.Limit;
import katas.ratelimiter.OnOutage;
import katas.ratelimiter.PolicyDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A policy's definition in JSON.
 *
 * @param algorithm how to count; absent for the running variant's
 * @param limits 1 to 4
 * @param onOutage {@code open} if absent
 */
public record PolicyDocument(
        @Schema(example = "token-bucket", description = "the running variant's if absent") @Nullable
        String algorithm,

        @Nullable List<@Nullable LimitDocument> limits,

        @Schema(example = "open", description = "open, closed or local") @Nullable
        String onOutage) {

    static PolicyDocument of(PolicyDefinition definition) {
        var algorithm = definition.algorithm();
        return new PolicyDocument(
                algorithm == null ? null : Names.of(algorithm),
                new ArrayList<>(
                        definition.limits().stream().map(LimitDocument::of).toList()),
                Names.of(definition.onOutage()));
    }

    /**
     * Returns what the document says.
     *
     * @throws InvalidPolicy if it says something that no policy can mean
     */
    public PolicyDefinition toDefinition() {
        var named = algorithm == null ? null : Names.parse("algorithm", algorithm, Algorithm.class);
        if (limits == null) {
            throw new InvalidPolicy("limits", "is missing");
        }
        var read = new ArrayList<Limit>();
        for (int i = 0; i < limits.size(); i++) {
            var limit = limits.get(i);
            if (limit == null) {
                throw new InvalidPolicy("limits[" + i + "]", "is missing");
            }
            try {
                read.add(limit.toLimit(named));
            } catch (InvalidPolicy e) {
                throw e.in("limits[" + i + "]");
            }
        }
        var outage = onOutage == null ? OnOutage.OPEN : Names.parse("onOutage", onOutage, OnOutage.class);
        return new PolicyDefinition(named, read, outage);
    }

    /**
     * A limit in JSON.
     *
     * @param permits per window
     * @param window an ISO 8601 duration of whole seconds
     * @param burst {@code permits} if absent
     */
    public record LimitDocument(
            @Schema(example = "100") @Nullable Integer permits,

            @Schema(example = "PT1M", description = "whole seconds, ISO 8601") @Nullable
            String window,

            @Schema(example = "20", description = "permits if absent") @Nullable
            Integer burst) {

        public static LimitDocument of(Limit limit) {
            return new LimitDocument(limit.permits(), limit.window().toString(), limit.burst());
        }

        private Limit toLimit(@Nullable Algorithm algorithm) {
            if (permits == null) {
                throw new InvalidPolicy("permits", "is missing");
            }
            if (window == null) {
                throw new InvalidPolicy("window", "is missing");
            }
            if (burst == null || burst.equals(permits)) {
                return new Limit(permits, duration(window));
            }
            if (algorithm != null && !algorithm.hasBurst()) {
                throw new InvalidPolicy("burst", Names.of(algorithm) + " has none: leave it out");
            }
            return new Limit(permits, duration(window), burst);
        }

        private static Duration duration(String window) {
            try {
                return Duration.parse(window);
            } catch (DateTimeParseException e) {
                throw new InvalidPolicy("window", "must be an ISO 8601 duration such as PT1M");
            }
        }
    }
}
