package katas.webhooks;

/** How far something has come: a point at which a process can be made to die. */
public enum CrashPoint {
    /** A message is claimed, and not in the log. */
    BEFORE_APPEND,
    /** It is in the log, and its sender has no answer. */
    AFTER_APPEND,
    /** A message was read from the log, and has no delivery. */
    BEFORE_FAN_OUT,
    /** A part of its deliveries is made. */
    AMID_FAN_OUT,
    /** All are made, and the offset is not committed. */
    AFTER_FAN_OUT,
    /** A delivery is taken, and its endpoint was not called. */
    BEFORE_ATTEMPT,
    /** Its endpoint has answered, and nothing is stored. */
    AFTER_ATTEMPT,
    /** How the attempt ended is stored, and nobody knows. */
    AFTER_COMPLETION;

    /**
     * Returns the point of this name, such as {@code after-append}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CrashPoint named(String name) {
        return Names.constant(CrashPoint.class, name);
    }

    public String text() {
        return Names.of(this);
    }
}
