package katas.ratelimiter.web;

/** A request that names something wrong. */
final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String reason;

    InvalidRequest(String field, String reason) {
        super(field + ": " + reason);
        this.field = field;
        this.reason = reason;
    }

    String field() {
        return field;
    }

    String reason() {
        return reason;
    }
}
