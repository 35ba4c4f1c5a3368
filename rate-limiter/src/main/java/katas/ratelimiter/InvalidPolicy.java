package katas.ratelimiter;

/** A policy that cannot be kept. */
public final class InvalidPolicy extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String reason;

    public InvalidPolicy(String field, String reason) {
        super(field + ": " + reason);
        this.field = field;
        this.reason = reason;
    }

    /** Returns which part is wrong, as a path such as {@code limits[0].burst}. */
    public String field() {
        return field;
    }

    public String reason() {
        return reason;
    }

    /** Returns the same complaint, seen from the object that holds the wrong part. */
    public InvalidPolicy in(String parent) {
        return new InvalidPolicy(parent + "." + field, reason);
    }
}
