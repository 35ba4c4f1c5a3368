package katas.shopping.kafka;

/** A process dies here: an error that nothing of ours catches. */
final class Crash extends Error {
    private static final long serialVersionUID = 1;

    Crash() {
        super("killed", null, false, false);
    }
}
