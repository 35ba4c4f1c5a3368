package katas.webhooks.web;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body that is not the JSON that was expected. Never quotes a value: it may be a secret. */
final class UnreadableBody {
    private UnreadableBody() {}

    static ProblemDetail problem(@Nullable Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException unknown -> Problems.invalid(pathOf(unknown), "is not known");
            case MismatchedInputException mismatch ->
                Problems.invalid(pathOf(mismatch), "must be " + nameOf(mismatch.getTargetType()));
            case InputCoercionException number ->
                Problems.invalid(pathOf(number), "must be " + nameOf(number.getTargetType()));
            case StreamReadException malformed -> {
                var at = malformed.getLocation();
                yield Problems.invalid(
                        "body",
                        "is not well-formed JSON, or names a field twice: line " + at.getLineNr() + ", column "
                                + at.getColumnNr());
            }
            case null, default -> Problems.invalid("body", "must be " + nameOf(null));
        };
    }

    private static String nameOf(@Nullable Class<?> type) {
        if (type == null) {
            return "one JSON object";
        }
        if (type == Integer.class || type == int.class) {
            // the one that callers send is a rate limit
            return "a whole number from 1 to " + Checks.FASTEST;
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == Long.class || type == long.class) {
            return "a whole number of at most " + Long.MAX_VALUE;
        }
        if (type == String.class) {
            return "a string";
        }
        return Collection.class.isAssignableFrom(type) ? "an array" : "one JSON object";
    }

    /** Returns where in the body something is wrong, such as {@code eventTypes[0]}. */
    private static String pathOf(JacksonException e) {
        var path = e.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "[" + step.getIndex() + "]" : "." + step.getPropertyName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
        return path.isEmpty() ? "body" : path;
    }
}
