/** What a process hears of its own end: nothing. Not an exception, so that nobody handles it. */
final class Died extends Error {
    Died() {
        super("the process is dead", null, false, false);
    }
}
