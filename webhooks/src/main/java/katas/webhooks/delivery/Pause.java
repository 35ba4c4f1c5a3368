package katas.webhooks.delivery;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
    void of(Duration length) throws InterruptedException;
}
