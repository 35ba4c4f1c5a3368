package katas.lab.cli.exercise;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** One line of the runner's event file; what an event does not have is empty. */
@JsonIgnoreProperties(ignoreUnknown = true)
record RunEvent(
        String event,
        String check,
        String kind,
        String type,
        String message,
        String expected,
        String got,
        String broken,
        List<String> counterExample,
        List<String> frames,
        String trace,
        String name,
        String value,
        String state,
        List<String> deadlock,
        int seconds,
        long millis) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    RunEvent {
        check = orEmpty(check);
        kind = orEmpty(kind);
        type = orEmpty(type);
        message = orEmpty(message);
        expected = orEmpty(expected);
        got = orEmpty(got);
        broken = orEmpty(broken);
        counterExample = orEmpty(counterExample);
        frames = orEmpty(frames);
        trace = orEmpty(trace);
        name = orEmpty(name);
        value = orEmpty(value);
        state = orEmpty(state);
        deadlock = orEmpty(deadlock);
    }

    static RunEvent parse(String line) {
        return JSON.readValue(line, RunEvent.class);
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return Objects.requireNonNullElse(list, List.of());
    }
}
