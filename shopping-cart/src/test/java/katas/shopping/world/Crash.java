package katas.shopping.world;

import java.util.concurrent.atomic.AtomicBoolean;
import katas.shopping.Crashed;
import katas.shopping.effect.CrashPoint;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Passage;

/** Lets an instance die: the first thread that comes to a point, and then every other wherever it comes to one. */
final class Crash implements Passage {
    private final CrashPoint point;
    private final AtomicBoolean over = new AtomicBoolean();

    Crash(CrashPoint point) {
        this.point = point;
    }

    boolean over() {
        return over.get();
    }

    @Override
    public void reach(Moment moment, String subject) {
        if (new CrashPoint(moment, subject).equals(point)) {
            over.set(true);
        }
        if (over.get()) {
            throw new Crashed();
        }
    }
}
