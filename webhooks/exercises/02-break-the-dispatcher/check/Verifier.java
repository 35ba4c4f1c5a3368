/** What a team gives to those who receive its messages. */
@FunctionalInterface
interface Verifier {

    /** Tells whether a request is to be believed, now and by the endpoint that got it. */
    boolean believes(Request request);
}
