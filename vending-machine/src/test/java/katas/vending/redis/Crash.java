package katas.vending.redis;

import java.util.function.BiPredicate;
import katas.vending.Command;
import katas.vending.redis.CrashPoint.Moment;

/** Crashes an instance at most once: whoever sees this error come out of it must use it no more. */
final class Crash implements Passage {
    private final BiPredicate<Command, Moment> here;
    private final Runnable alongside;
    private boolean over;

    private Crash(BiPredicate<Command, Moment> here, Runnable alongside) {
        this.here = here;
        this.alongside = alongside;
    }

    static Crash at(CrashPoint point) {
        return new Crash(point::is, () -> {});
    }

    /** Crashes at one of the points that any of the commands passes: 1 for the first. */
    static Crash afterPoints(int number) {
        return afterPoints(number, () -> {});
    }

    /** Crashes like {@link #afterPoints(int)}, and something else happens just before. */
    static Crash afterPoints(int number, Runnable alongside) {
        int[] left = {number};
        return new Crash((_, _) -> --left[0] == 0, alongside);
    }

    boolean over() {
        return over;
    }

    @Override
    public void passing(Command command, Moment moment) {
        if (!over && here.test(command, moment)) {
            over = true;
            alongside.run();
            throw new Crashed();
        }
    }

    /** Not an exception that anybody might handle. */
    static final class Crashed extends Error {
        private static final long serialVersionUID = 1;
    }
}
