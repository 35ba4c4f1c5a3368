package katas.webhooks;

/** Hears of what went wrong and was survived. */
@FunctionalInterface
public interface Mishaps {
    /**
     * Tells of one, as often as it happens.
     *
     * @param doing what was tried, in a few words
     */
    void survived(String doing, RuntimeException failure);
}
