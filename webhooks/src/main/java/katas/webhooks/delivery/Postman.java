package katas.webhooks.delivery;

/** Carries a request to an endpoint, once. */
@FunctionalInterface
public interface Postman {
    /** Waits for the answer; never longer than an attempt may take. */
    Answer carry(SignedRequest request);
}
