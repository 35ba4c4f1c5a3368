package katas.lab.testing.runner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One flat JSON object on one line; small enough to spare every kata a JSON library on its test class path. */
final class JsonLine {

    private final Map<String, String> members = new LinkedHashMap<>();

    JsonLine(String event) {
        with("event", event);
    }

    JsonLine with(String name, @Nullable String value) {
        if (value != null) {
            members.put(name, quoted(value));
        }
        return this;
    }

    JsonLine with(String name, long value) {
        members.put(name, Long.toString(value));
        return this;
    }

    JsonLine with(String name, List<String> values) {
        members.put(name, values.stream().map(JsonLine::quoted).collect(Collectors.joining(",", "[", "]")));
        return this;
    }

    @Override
    public String toString() {
        return members.entrySet().stream()
                .map(each -> quoted(each.getKey()) + ":" + each.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (each < ' ' || Character.isSurrogate(each) || each == 0x7f) {
                        out.append("\\u%04x".formatted((int) each));
                    } else {
                        out.append(each);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
