package katas.urlshortener.kafka;

/** Why a click was lost. */
public enum Loss {
    /** The buffer was full. */
    OVERFLOW,
    /** Kafka did not take it in time. */
    EXPIRED,
    /** Kafka refused it. */
    FAILED,
    /** The service ended before Kafka took it. */
    SHUTDOWN
}
