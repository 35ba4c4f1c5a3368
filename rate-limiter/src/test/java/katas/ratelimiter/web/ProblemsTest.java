package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Limit;
import katas.ratelimiter.OnOutage;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class ProblemsTest {
    private static final Limit SHORT = new Limit(5, Duration.ofSeconds(10));
    private static final Limit LONG = new Limit(20, Duration.ofHours(1));

    @Test
    void bad_input_names_the_field_and_the_reason() {
        var problem = Problems.invalid("limits[0].window", "is missing");

        assertThat(problem.getProperties())
                .containsEntry("errors", List.of(new Problems.FieldError("limits[0].window", "is missing")));
        assertThat(problem.getDetail()).isEqualTo("limits[0].window is missing");
        assertThat(problem.getStatus()).isEqualTo(400);
    }

    @Test
    void a_denial_names_the_limits_that_were_violated_and_no_other() {
        var policy = new Policy("login", Algorithm.TOKEN_BUCKET, List.of(SHORT, LONG), OnOutage.OPEN);
        var denied = new Decision.Denied(List.of(
                new Quota(SHORT, 0, Duration.ofNanos(1_000), Duration.ofNanos(1_000), Duration.ofSeconds(10)),
                new Quota(LONG, 3, Duration.ZERO, Duration.ofMinutes(3), Duration.ofHours(1))));

        var problem = Problems.quotaExceeded(policy, denied);

        assertThat(problem.getProperties()).containsEntry("violated-policies", List.of("login-10s"));
        assertThat(problem.getDetail()).isEqualTo("permits are free again in 1 ms");
    }

    @ParameterizedTest
    @CsvSource({
        "400, /problems/invalid-request",
        "404, /problems/not-found",
        "409, /problems/conflict",
        "405, /problems/method-not-allowed",
        "418, /problems/invalid-request",
        "431, /problems/invalid-request",
        "599, /problems/internal-error",
        "500, /problems/internal-error"
    })
    void whatever_tomcat_makes_of_a_request_has_a_type_and_a_detail(int status, String type) {
        var problem = Problems.unhandled(HttpStatusCode.valueOf(status));

        assertThat(problem.getType()).hasToString(type);
        assertThat(problem.getDetail()).isNotBlank();
    }

    @Test
    void a_refused_key_is_answered_with_the_scheme_that_is_expected() throws IOException {
        var response = new MockHttpServletResponse();

        new ProblemWriter(JsonMapper.shared()).unauthorized(response, "an API key is needed");

        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(JsonMapper.shared()
                        .readTree(response.getContentAsByteArray())
                        .get("detail")
                        .stringValue())
                .isEqualTo("an API key is needed");
    }
}
