package katas.lab.testing;

/** How often a test repeats what chance may hide: a few times in every build, often on request. */
public final class Rounds {
    private Rounds() {}

    /**
     * Chooses between the two counts.
     *
     * @param usual rounds in every build
     * @param all rounds with {@code -Dlab.all=true}
     */
    public static int of(int usual, int all) {
        return Boolean.getBoolean("lab.all") ? all : usual;
    }
}
