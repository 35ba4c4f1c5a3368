package katas.webhooks.delivery;

import java.time.Duration;

/** What follows from an attempt. */
public sealed interface Outcome {
    /** The endpoint has the message. */
    record Delivered() implements Outcome {}

    /** It is tried again, in this time. */
    record Retry(Duration in) implements Outcome {}

    /** There were attempts enough: it is a dead letter. */
    record GivenUp() implements Outcome {}

    /** The endpoint wants no messages any more: this one is a dead letter, and the endpoint is disabled. */
    record Gone() implements Outcome {}
}
