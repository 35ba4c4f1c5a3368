package katas.lab.cli.demo;

/** One kata's demo: a guess, the naive way failing, ours surviving, and the numbers; within a minute. */
public interface Demo {
    /** The folder of the kata that it shows. */
    String kata();

    /**
     * Plays it once.
     *
     * @param stage where it gets services and servers, all stopped when it ends
     */
    void play(Stage stage);
}
