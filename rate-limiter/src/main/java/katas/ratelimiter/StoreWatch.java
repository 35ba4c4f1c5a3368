package katas.ratelimiter;

/** Hears, a few times a second, whether the shared store answers. */
public interface StoreWatch {
    void storeAnswered();

    void storeFailed(StoreUnavailable why);
}
