package katas.urlshortener.redis;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moments as Redis tells and keeps them. */
final class RedisTime {
    private RedisTime() {}

    /** Reads the answer to {@code TIME}: seconds, and the microseconds that go with them. */
    static Instant parse(List<String> answer) {
        return Instant.ofEpochSecond(Long.parseLong(answer.get(0)))
                .plus(Long.parseLong(answer.get(1)), ChronoUnit.MICROS);
    }

    static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Returns a moment as the scripts take it; nothing for never. */
    static String text(@Nullable Instant moment) {
        return moment == null ? "" : Long.toString(micros(moment));
    }

    /** Returns the moment as it is when it was stored. */
    static @Nullable Instant wholeMicros(@Nullable Instant moment) {
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS);
    }
}
