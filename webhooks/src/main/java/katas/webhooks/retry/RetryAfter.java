package katas.webhooks.retry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code Retry-After}: seconds, or a date in one of its three forms (RFC 9110, 10.2.3 and 5.6.7). */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final int FIRST_OF_SHORT_YEARS = 1970;
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_OF_SHORT_YEARS)
                    .appendPattern(" HH:mm:ss z")
                    .toFormatter(Locale.ENGLISH),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /** Returns how long to wait; zero if the field is absent, cannot be read, or names a time that is over. */
    static Duration parse(@Nullable String field, Instant now) {
        if (field == null) {
            return Duration.ZERO;
        }
        var text = field.strip();
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        return DATES.stream()
                .flatMap(form -> date(form, text).stream())
                .findFirst()
                .filter(date -> date.isAfter(now))
                .map(date -> Duration.between(now, date))
                .orElse(Duration.ZERO);
    }

    private static Optional<Instant> date(DateTimeFormatter form, String text) {
        try {
            return Optional.of(form.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
