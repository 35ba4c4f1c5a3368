package katas.webhooks.clockwork;

import katas.webhooks.Mishaps;
import katas.webhooks.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the log what nobody expected; that Redis is away is told once, by who asks it all the time. */
public final class LoggedMishaps implements Mishaps {
    private static final Logger log = LoggerFactory.getLogger(LoggedMishaps.class);

    @Override
    public void survived(String doing, RuntimeException failure) {
        if (failure instanceof StoreUnavailable) {
            log.debug("could not {}", doing, failure);
        } else {
            log.error("could not {}", doing, failure);
        }
    }
}
