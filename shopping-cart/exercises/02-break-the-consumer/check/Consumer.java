/** A process that consumes stock commands. */
interface Consumer {

    /** Handles what has come since the last commit, of whichever process: message by message, and commits each. */
    void poll();

    /** Puts back on the shelf what was reserved too long. */
    void sweep();
}
