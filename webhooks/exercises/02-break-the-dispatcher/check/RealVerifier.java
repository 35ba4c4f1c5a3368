import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import katas.webhooks.signature.SignedContent;

/** A verifier by the kata's own rules, cut so that each step can be got wrong. */
class RealVerifier implements Verifier {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String VERSION = "v1,";

    final World world;

    RealVerifier(World world) {
        this.world = world;
    }

    @Override
    public final boolean believes(Request request) {
        var expected = decoded(
                world.secret(request.endpoint()).sign(content(request.id(), request.timestamp(), request.body())));
        boolean signed = false;
        for (var signature : request.signature().split(" ")) {
            signed |= signature.startsWith(VERSION) && same(expected, decoded(signature));
        }
        return signed && isNear(Instant.ofEpochSecond(request.timestamp()));
    }

    private boolean isNear(Instant sentAt) {
        return Duration.between(sentAt, world.now()).abs().compareTo(TOLERANCE) <= 0;
    }

    SignedContent content(String id, long timestamp, String body) {
        return SignedContent.of(id, Instant.ofEpochSecond(timestamp), body.getBytes(UTF_8));
    }

    boolean same(byte[] expected, byte[] given) {
        boolean same = expected.length == given.length;
        for (int place = 0; place < Math.min(expected.length, given.length); place++) {
            same &= world.looks.same(expected, given, place);
        }
        return same;
    }

    private static byte[] decoded(String signature) {
        try {
            return Base64.getDecoder().decode(signature.substring(VERSION.length()));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
