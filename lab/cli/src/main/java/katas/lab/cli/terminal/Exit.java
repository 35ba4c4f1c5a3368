package katas.lab.cli.terminal;

/** What a command tells the shell. */
public enum Exit {
    OK(0),
    /** A test, a check or a build of the reader's own code is red. */
    NOT_DONE(1),
    INCONCLUSIVE(2),
    /** This machine cannot run it now; the reader's code was not run. */
    ENVIRONMENT(3),
    USAGE(4),
    /** A bug in the lab itself. */
    BUG(70);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
