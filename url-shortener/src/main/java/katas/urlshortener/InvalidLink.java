package katas.urlshortener;

/** What a link was to be is not allowed. */
public final class InvalidLink extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String reason;

    /**
     * A refusal.
     *
     * @param reason goes behind the field's name: "must be …"
     */
    public InvalidLink(String field, String reason) {
        super(field + " " + reason);
        this.field = field;
        this.reason = reason;
    }

    public String field() {
        return field;
    }

    public String reason() {
        return reason;
    }
}
