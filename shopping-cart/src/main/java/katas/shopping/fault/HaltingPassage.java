package katas.shopping.fault;

import java.util.concurrent.locks.LockSupport;
import katas.shopping.effect.CrashPoint;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Passage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops this process for good at one point, so that it can be killed just there: a fault to be injected.
 *
 * <p>Whoever reaches the point first stays there, and everything that reaches any point afterwards stays where it is.
 */
public final class HaltingPassage implements Passage {
    private static final Logger log = LoggerFactory.getLogger(HaltingPassage.class);

    private final CrashPoint point;
    private volatile boolean halted;

    public HaltingPassage(CrashPoint point) {
        this.point = point;
    }

    @Override
    public void reach(Moment moment, String subject) {
        if (!halted && point.equals(new CrashPoint(moment, subject))) {
            halted = true;
            log.warn("halted, waiting to be killed point={}", point.name());
        }
        while (halted) {
            LockSupport.park(this);
        }
    }
}
