package katas.webhooks.web;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Problem details (RFC 9457) of everything that can be wrong. */
final class Problems {
    private Problems() {}

    /** What an answer says of one wrong field. */
    record FieldError(String field, String reason) {}

    static ProblemDetail of(HttpStatusCode status, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(typeOf(status));
        return problem;
    }

    /** Returns a problem whose type says more than its status. */
    static ProblemDetail named(String name, HttpStatusCode status, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + name));
        return problem;
    }

    static ErrorResponseException thrown(HttpStatusCode status, String detail) {
        return thrown(of(status, detail));
    }

    static ErrorResponseException thrown(ProblemDetail problem) {
        return new ErrorResponseException(HttpStatusCode.valueOf(problem.getStatus()), problem, null);
    }

    static ProblemDetail invalid(String field, String reason) {
        var problem = of(HttpStatus.BAD_REQUEST, field + " " + reason);
        problem.setProperty("errors", List.of(new FieldError(field, reason)));
        return problem;
    }

    /** Returns what can be said of a request that no controller ever saw. */
    static ProblemDetail unhandled(HttpStatusCode status) {
        if (status.is5xxServerError()) {
            return internal();
        }
        return of(
                status,
                switch (HttpStatus.resolve(status.value())) {
                    case BAD_REQUEST -> "the request line, the path or a header is malformed";
                    case NOT_FOUND -> "nothing is here";
                    case METHOD_NOT_ALLOWED -> "the method is not supported";
                    case null, default -> "the request was refused";
                });
    }

    static ProblemDetail internal() {
        return of(HttpStatus.INTERNAL_SERVER_ERROR, "something went wrong here; the log says what");
    }

    static boolean isTyped(ProblemDetail problem) {
        var type = problem.getType();
        return type != null && !type.toString().equals("about:blank");
    }

    static URI typeOf(HttpStatusCode status) {
        var name = switch (HttpStatus.resolve(status.value())) {
            case BAD_REQUEST -> "invalid-request";
            case UNAUTHORIZED -> "unauthorized";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND -> "not-found";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case NOT_ACCEPTABLE -> "not-acceptable";
            case CONFLICT -> "conflict";
            case CONTENT_TOO_LARGE -> "payload-too-large";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported-media-type";
            case PRECONDITION_REQUIRED -> "precondition-required";
            case PRECONDITION_FAILED -> "precondition-failed";
            case UNPROCESSABLE_CONTENT -> "idempotency-key-reused";
            case SERVICE_UNAVAILABLE -> "temporarily-unavailable";
            case null, default -> status.is4xxClientError() ? "invalid-request" : "internal-error";
        };
        return URI.create("/problems/" + name);
    }
}
