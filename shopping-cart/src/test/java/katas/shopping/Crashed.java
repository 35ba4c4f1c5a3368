package katas.shopping;

/** A process dies here: an error that nothing of ours handles. */
public final class Crashed extends Error {
    private static final long serialVersionUID = 1;

    public Crashed() {
        super("died where it was told to", null, false, false);
    }
}
