package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service answered. */
record Answer(int status, HttpHeaders headers, String body) {

    /**
     * What a problem says that callers act upon.
     *
     * @param field the field that is wrong; empty if the problem names none
     */
    record Problem(int status, String type, String field) {}

    /** Returns a header, empty if there is none. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** Returns the problem details; fails if the answer is anything else, or tells of the inside of the service. */
    Problem problem() {
        assertThat(header("Content-Type")).as(body).startsWith("application/problem+json");
        assertThat(body).doesNotContain("Exception").doesNotContain("\\tat ").doesNotContain("katas.webhooks");
        var problem = json();
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.path("detail").asString("")).isNotBlank();
        return new Problem(
                status,
                problem.get("type").stringValue(),
                problem.path("errors").path(0).path("field").asString(""));
    }
}
