package katas.shopping.effect;

import java.util.Locale;

/**
 * A point at which a process can be made to die: a moment in the handling of something.
 *
 * @param subject simple name of the message, such as {@code ReserveStock}; of a provider call {@code capture} or {@code
 *     void}; of a timer {@code expire} or {@code deadline}
 */
public record CrashPoint(Moment moment, String subject) {

    /**
     * Returns the point of this name, such as {@code after-effect:ReserveStock}.
     *
     * @throws IllegalArgumentException if there is no such moment
     */
    public static CrashPoint named(String name) {
        int colon = name.indexOf(':');
        if (colon < 1 || colon == name.length() - 1) {
            throw new IllegalArgumentException("a crash point is <moment>:<subject>, not " + name);
        }
        return new CrashPoint(
                Moment.valueOf(name.substring(0, colon).toUpperCase(Locale.ROOT).replace('-', '_')),
                name.substring(colon + 1));
    }

    public String name() {
        return moment.name().toLowerCase(Locale.ROOT).replace('_', '-') + ":" + subject;
    }

    /** How far something has come. */
    public enum Moment {
        /** It is decided, and nothing is stored. */
        BEFORE_EFFECT,
        /** It is stored, and nobody knows; of a message, the offset is not committed. */
        AFTER_EFFECT,
        /** The offset is committed. */
        AFTER_COMMIT,
        /** The message is in the outbox, and not in the log. */
        BEFORE_PUBLISH,
        /** It is in the log, and still in the outbox. */
        AFTER_PUBLISH,
        /** The provider is about to be asked. */
        BEFORE_CALL,
        /** The provider has answered, and nothing is stored. */
        AFTER_CALL
    }
}
