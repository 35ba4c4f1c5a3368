package katas.webhooks.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import katas.webhooks.Names;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * One call of an endpoint.
 *
 * @param number 1 for the first since the message was sent or sent again
 * @param cause {@code live}, or why it was sent again: {@code resend}, {@code replay}, {@code redrive}, {@code catch-up}
 * @param answer "answered", or what came in between, such as {@code time-out}
 * @param status of the answer
 * @param body the beginning of the answer, up to 16 KiB
 * @param cut whether there was more
 * @param detail what came in between
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AttemptView(
        String id,
        String message,
        String endpoint,
        int number,
        String cause,
        Instant startedAt,
        long tookMs,
        String answer,
        @Nullable Integer status,
        @Nullable String body,
        @Nullable Boolean cut,
        @Nullable String detail) {

    static AttemptView of(Attempt attempt) {
        return switch (attempt.answer()) {
            case Answered(int status, var _, var excerpt, boolean cut) ->
                of(attempt, "answered", status, excerpt, cut, null);
            case NotAnswered(var trouble, var detail) -> of(attempt, Names.of(trouble), null, null, null, detail);
        };
    }

    /** Shows an attempt without the answer's body, which is not told to those who follow. */
    static AttemptView told(Attempt attempt) {
        return switch (attempt.answer()) {
            case Answered answered -> of(attempt, "answered", answered.status(), null, null, null);
            case NotAnswered _ -> of(attempt);
        };
    }

    private static AttemptView of(
            Attempt attempt,
            String answer,
            @Nullable Integer status,
            @Nullable String body,
            @Nullable Boolean cut,
            @Nullable String detail) {
        return new AttemptView(
                attempt.id(),
                attempt.message(),
                attempt.endpoint(),
                attempt.number(),
                Names.of(attempt.cause()),
                attempt.startedAt(),
                attempt.tookMillis(),
                answer,
                status,
                body,
                cut,
                detail);
    }

    /** @param next cursor of the page that follows; null after the last */
    record AttemptPage(List<AttemptView> items, @Nullable String next) {}
}
