import java.util.List;

/**
 * A request that only looks like a genuine one.
 *
 * @param how what is wrong with it
 */
record Forgery(Request request, String how) {

    /** Returns all of them, each wrong in one way. */
    static List<Forgery> of(Request genuine) {
        var signature = genuine.fields().get(Request.SIGNATURE);
        long later = Long.parseLong(genuine.fields().get(Request.TIMESTAMP)) + 1;
        return List.of(
                new Forgery(genuine.withBody("{\"order\":8}"), "another body"),
                new Forgery(genuine.with(Request.ID, "msg_other"), "another id"),
                new Forgery(genuine.with(Request.TIMESTAMP, Long.toString(later)), "another time"),
                new Forgery(genuine.with(Request.TIMESTAMP, "now"), "a time that is no number"),
                new Forgery(genuine.with(Request.TIMESTAMP, ""), "an empty time"),
                new Forgery(genuine.with(Request.SIGNATURE, signature.replace("v1,", "v2,")), "another version"),
                new Forgery(genuine.with(Request.SIGNATURE, signature.substring(3)), "no version"),
                new Forgery(genuine.with(Request.SIGNATURE, signature.substring(0, 20)), "half a signature"),
                new Forgery(genuine.with(Request.SIGNATURE, "v1,"), "an empty signature"),
                new Forgery(genuine.with(Request.SIGNATURE, "v1,***"), "a signature that is no Base64"),
                new Forgery(genuine.without(Request.ID), "no id"),
                new Forgery(genuine.without(Request.TIMESTAMP), "no time"),
                new Forgery(genuine.without(Request.SIGNATURE), "no signature"));
    }
}
