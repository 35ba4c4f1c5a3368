package katas.vending.redis;

import java.util.concurrent.locks.LockSupport;
import katas.vending.Command;
import katas.vending.redis.CrashPoint.Moment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops this service for good at one point, so that it can be killed just there: a fault to be injected.
 *
 * <p>The first command that reaches the point stays there, and every other that comes by afterwards stays where it is.
 */
public final class HaltingPassage implements Passage {
    private static final Logger log = LoggerFactory.getLogger(HaltingPassage.class);

    private final CrashPoint point;
    private volatile boolean halted;

    public HaltingPassage(CrashPoint point) {
        this.point = point;
    }

    @Override
    public void passing(Command command, Moment moment) {
        if (!halted && point.is(command, moment)) {
            halted = true;
            log.warn("halted, waiting to be killed point={}", point.name());
        }
        while (halted) {
            LockSupport.park(this);
        }
    }
}
