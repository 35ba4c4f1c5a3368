package katas.vending.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import katas.vending.Command;

/** A point at which a service can be made to crash: a moment in one step of a purchase. */
public record CrashPoint(Step step, Moment moment) {

    /** Returns all points, in the order in which a purchase passes them. */
    public static List<CrashPoint> all() {
        return Arrays.stream(Step.values())
                .flatMap(step -> Arrays.stream(Moment.values()).map(moment -> new CrashPoint(step, moment)))
                .toList();
    }

    /**
     * Returns the point of this name, such as {@code select:after-commit}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CrashPoint named(String name) {
        return all().stream()
                .filter(point -> point.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no crash point " + name + ", but "
                        + all().stream().map(CrashPoint::name).collect(Collectors.joining(", "))));
    }

    public String name() {
        return spelt(step) + ":" + spelt(moment);
    }

    public boolean is(Command command, Moment reached) {
        return step.command.isInstance(command) && moment == reached;
    }

    private static String spelt(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What buyer and device do for one purchase, a jam included. */
    public enum Step {
        INSERT_COIN(Command.InsertCoin.class),
        SELECT(Command.SelectSlot.class),
        MOTOR_DONE(Command.MotorDone.class),
        DROP_MISSED(Command.DropMissed.class),
        DROP_SEEN(Command.DropSeen.class),
        COINS_PAID_OUT(Command.CoinsPaidOut.class);

        private final Class<? extends Command> command;

        Step(Class<? extends Command> command) {
            this.command = command;
        }
    }

    /** How far the execution of a command has come. */
    public enum Moment {
        /** The machine has been read, and nothing decided. */
        READ,
        /** It is decided, and nothing stored. */
        BEFORE_COMMIT,
        /** It is stored, and nobody knows. */
        AFTER_COMMIT,
        /** The answer is ready, be it the first or one that was remembered. */
        BEFORE_ANSWER
    }
}
