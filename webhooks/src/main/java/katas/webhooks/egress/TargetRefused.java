package katas.webhooks.egress;

/** A message must not go there. */
public final class TargetRefused extends RuntimeException {
    /** @param reason for the endpoint's owner */
    public TargetRefused(String reason) {
        super(reason);
    }
}
