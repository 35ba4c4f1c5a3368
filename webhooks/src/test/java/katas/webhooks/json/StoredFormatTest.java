package katas.webhooks.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredFormatTest {
    private static final Attempt ATTEMPT =
            attempt(new NotAnswered(Trouble.TIME_OUT, "no answer within 15 seconds, \"or\" – so"));

    private final StoredFormat format = new StoredFormat();

    @Test
    void every_text_says_which_format_it_is_in() {
        assertThat(format.write(Attempt.class, ATTEMPT)).endsWith(",\"v\":1}");
    }

    @Test
    void an_attempt_is_read_as_it_was_written_however_it_ended() {
        var answers = List.of(
                new Answered(503, "120", "slow\u0000 down\n\ud83d\ude00", true),
                new Answered(204, null, "", false),
                ATTEMPT.answer());

        assertThat(answers)
                .allSatisfy(answer -> assertThat(
                                format.read(Attempt.class, format.write(Attempt.class, attempt(answer))))
                        .isEqualTo(attempt(answer)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "0", "-1", "1.0", "\"1\"", "null", "99999999999"})
    void another_format_is_refused_and_never_guessed_at(String version) {
        var text = format.write(Attempt.class, ATTEMPT).replace("\"v\":1", "\"v\":" + version);

        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> format.read(Attempt.class, text))
                .withMessageContaining("stored Attempt is in format " + version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nothing", "[]", "{}", "null", "{\"v\":1}", "{\"v\":1,\"v\":1}", "{\"id\":\"att_1\",\"v\":1}"
            })
    void what_is_no_text_of_its_type_is_refused_and_not_quoted(String text) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> format.read(Attempt.class, text))
                .withMessageNotContaining("att_1")
                .withNoCause();
    }

    private static Attempt attempt(Answer answer) {
        return new Attempt(
                "att_1", "msg_1", "ep_1", 3, Cause.CATCH_UP, Instant.parse("2026-03-01T12:00:00.123Z"), 15_000, answer);
    }
}
