import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import katas.webhooks.signature.SignedContent;

/** Wrong: signs id and body. Its verifier does the same, so the two agree; and anybody may change the time. */
final class LeavesTheTimeUnsigned extends RealDispatcher {

    LeavesTheTimeUnsigned(World world) {
        super(world);
    }

    @Override
    SignedContent content(String id, long timestamp, String body) {
        return timeless(id, body);
    }

    private static SignedContent timeless(String id, String body) {
        return SignedContent.of(id, Instant.EPOCH, body.getBytes(UTF_8));
    }

    /** The other half. */
    static final class ItsVerifier extends RealVerifier {

        ItsVerifier(World world) {
            super(world);
        }

        @Override
        SignedContent content(String id, long timestamp, String body) {
            return timeless(id, body);
        }
    }
}
