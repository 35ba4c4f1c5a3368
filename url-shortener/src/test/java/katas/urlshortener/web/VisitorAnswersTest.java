package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class VisitorAnswersTest {
    private final VisitorAnswers answers = new VisitorAnswers(new ProblemWriter(JsonMapper.shared()));

    @ParameterizedTest
    @CsvSource({"PT0.000000001S, 1", "PT1S, 1", "PT1.0001S, 2", "PT59.9S, 60"})
    void whole_seconds_are_told_to_wait_and_rounded_up(Duration wait, String told) throws IOException {
        var response = new MockHttpServletResponse();

        answers.limited(new MockHttpServletRequest(), response, wait);

        assertThat(response.getHeader("Retry-After")).isEqualTo(told);
        assertThat(response.getStatus()).isEqualTo(429);
    }
}
