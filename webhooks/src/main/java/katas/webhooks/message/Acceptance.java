package katas.webhooks.message;

/** What becomes of something that a tenant asks us to tell. */
public sealed interface Acceptance {
    /** It is in the log under this id, now or since it was first sent. */
    record Accepted(String id) implements Acceptance {}

    /** Its idempotency key stands for something else. */
    record KeyTaken() implements Acceptance {}
}
