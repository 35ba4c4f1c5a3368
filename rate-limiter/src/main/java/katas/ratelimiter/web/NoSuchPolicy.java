package katas.ratelimiter.web;

/** No policy goes by this name. */
final class NoSuchPolicy extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSuchPolicy(String name) {
        super("no policy is named " + name);
    }
}
