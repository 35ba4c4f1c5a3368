package katas.webhooks.fault;

import java.util.concurrent.locks.LockSupport;
import katas.webhooks.CrashPoint;
import katas.webhooks.Passage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops this process for good at one point, so that it can be killed just there: a fault to be injected.
 *
 * <p>Whoever reaches the point first stays there, and everything that reaches any point afterwards stays where it is.
 */
public final class HaltingPassage implements Passage {
    private static final Logger log = LoggerFactory.getLogger(HaltingPassage.class);

    private final CrashPoint halt;
    private volatile boolean halted;

    public HaltingPassage(CrashPoint halt) {
        this.halt = halt;
    }

    @Override
    public void reach(CrashPoint point) {
        if (!halted && point == halt) {
            halted = true;
            log.warn("halted, waiting to be killed point={}", halt.text());
        }
        while (halted) {
            LockSupport.park(this);
        }
    }
}
