/**
 * What an endpoint does with a request.
 *
 * @param status of its answer, 0 for none at all
 * @param retryAfter of that header field, null if it has none
 */
record Reply(int status, String retryAfter) {

    /** It never answers; a dispatcher gives up after 15 s. */
    static final Reply HANGS = new Reply(0, null);

    static Reply status(int status) {
        return new Reply(status, null);
    }

    /** 503, and when to come again. */
    static Reply busyFor(int seconds) {
        return new Reply(503, Integer.toString(seconds));
    }
}
