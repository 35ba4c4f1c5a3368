package katas.ratelimiter.web;

/** A body of more bytes than this service reads. */
final class PayloadTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    PayloadTooLarge(int maxBytes) {
        super("the body has more than " + maxBytes + " bytes");
    }
}
