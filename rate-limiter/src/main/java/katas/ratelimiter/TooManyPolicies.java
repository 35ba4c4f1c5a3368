package katas.ratelimiter;

/** There are as many policies as can be kept, and one more was asked for. */
public final class TooManyPolicies extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param max how many can be kept */
    public TooManyPolicies(int max) {
        super("there are " + max + " policies already");
    }
}
