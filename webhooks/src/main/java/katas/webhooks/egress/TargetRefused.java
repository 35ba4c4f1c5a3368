package katas.webhooks.egress;

/** A message must not go there. */
public final class TargetRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason for the endpoint's owner */
    public TargetRefused(String reason) {
        super(reason);
    }
}
