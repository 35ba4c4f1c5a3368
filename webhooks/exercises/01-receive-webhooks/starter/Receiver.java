import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives webhooks.
 *
 * <p>As it stands it knows one secret, believes every time, and does all the work before it answers.
 */
final class Receiver implements AutoCloseable {

    private static final int TAKEN = 204;
    private static final int REFUSED = 401;

    private final Setup setup;

    Receiver(Setup setup) {
        this.setup = setup;
    }

    /** Returns the status of the answer: 204, or 401 for what is not to be believed, or 5xx for what is to come again. */
    int receive(Request request) {
        if (!genuine(request)) {
            return REFUSED;
        }
        setup.work().handle(request.id(), request.body());
        return TAKEN;
    }

    private boolean genuine(Request request) {
        var content =
                request.id() + "." + request.fields().get(Request.TIMESTAMP) + "." + new String(request.body(), UTF_8);
        var expected = "v1,"
                + Base64.getEncoder().encodeToString(hmac(setup.secrets().get().getFirst(), content));
        return expected.equals(request.fields().get(Request.SIGNATURE));
    }

    private static byte[] hmac(String secret, String content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return mac.doFinal(content.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends whatever was begun. */
    @Override
    public void close() {}
}
