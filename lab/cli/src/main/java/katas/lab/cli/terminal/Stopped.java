package katas.lab.cli.terminal;

/** Ends a command with what went wrong, how to go on, and an exit code; never with a stack trace. */
public final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Exit exit;
    private final String fix;

    private Stopped(Exit exit, String what, String fix) {
        super(what);
        this.exit = exit;
        this.fix = fix;
    }

    /**
     * Stops because of this machine, not because of anybody's code.
     *
     * @param fix what the reader can do about it; empty if there is nothing to say
     */
    public static Stopped environment(String what, String fix) {
        return new Stopped(Exit.ENVIRONMENT, what, fix);
    }

    /** Stops because the command line asks for something that is not there. */
    public static Stopped usage(String what, String fix) {
        return new Stopped(Exit.USAGE, what, fix);
    }

    /** Stops because the reader's own code is not there yet, such as when it does not compile. */
    public static Stopped notDone(String what, String fix) {
        return new Stopped(Exit.NOT_DONE, what, fix);
    }

    public Exit exit() {
        return exit;
    }

    /** The second line of the message: {@code  ! what} and below it {@code Fix: fix}. */
    public String fix() {
        return fix;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
