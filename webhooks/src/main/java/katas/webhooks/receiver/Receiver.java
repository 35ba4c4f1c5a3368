package katas.webhooks.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import katas.webhooks.receiver.Received.Finding;
import katas.webhooks.signature.PublicKey;
import katas.webhooks.signature.SigningSecret;
import katas.webhooks.signature.Verification;
import katas.webhooks.signature.Verification.Genuine;
import katas.webhooks.signature.Verification.Refused;
import katas.webhooks.signature.VerificationKey;
import katas.webhooks.signature.Verifier;
import org.jspecify.annotations.Nullable;

/**
 * One receiver: believes what is signed, takes each message once, and remembers what it got.
 *
 * <p>Of the ids it took it remembers the last {@value #MOST_REMEMBERED}, of the calls the last {@value #MOST_SHOWN}.
 */
final class Receiver {
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_SHOWN = 100;
    private static final int MOST_CHARACTERS = 200;
    private static final int MOST_OF_ID = 128;
    private static final String PUBLIC = "whpk_";

    private final InstantSource clock;
    private final Map<Finding, Long> counts = new EnumMap<>(Finding.class);
    private final Deque<Received> last = new ArrayDeque<>();
    private final Set<String> taken = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });
    private Verifier verifier;
    private Mode mode = Mode.OK;

    Receiver(InstantSource clock) {
        this.clock = clock;
        this.verifier = new Verifier(List.of(), Verifier.TOLERANCE, clock);
    }

    /**
     * What a receiver shows of itself: no secret.
     *
     * @param counts of all calls, by what became of them
     * @param last the last calls, in the order in which they came
     */
    record View(Mode mode, Map<Finding, Long> counts, List<Received> last) {}

    /** The header of a call, as far as it is of interest. */
    record Signed(
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures) {}

    /**
     * Changes how it behaves from now on; what it remembers stays.
     *
     * @param key null to keep the one before
     * @param told null to keep the mode before, at first {@link Mode#OK}
     */
    synchronized void adjust(@Nullable VerificationKey key, @Nullable Mode told) {
        verifier = key == null ? verifier : new Verifier(List.of(key), Verifier.TOLERANCE, clock);
        mode = told == null ? mode : told;
    }

    /**
     * Reads {@code whsec_…} or {@code whpk_…}.
     *
     * @throws IllegalArgumentException if that is no key
     */
    static VerificationKey key(String text) {
        return text.startsWith(PUBLIC) ? PublicKey.parse(text) : SigningSecret.parse(text);
    }

    synchronized Received receive(Signed header, byte[] body) {
        var beginning = new String(body, 0, Math.min(body.length, MOST_CHARACTERS), UTF_8);
        var received = new Received(clock.instant(), header.id(), finding(header, body), body.length, beginning);
        counts.merge(received.finding(), 1L, Long::sum);
        last.addLast(received);
        if (last.size() > MOST_SHOWN) {
            last.removeFirst();
        }
        return received;
    }

    private Finding finding(Signed header, byte[] body) {
        if (header.id() != null && header.id().length() > MOST_OF_ID) {
            return Finding.MALFORMED;
        }
        Verification verification = verifier.verify(header.id(), header.timestamp(), header.signatures(), body);
        return switch (verification) {
            case Genuine genuine -> taking(genuine.messageId());
            case Refused refused ->
                switch (refused.reason()) {
                    case MALFORMED -> Finding.MALFORMED;
                    case TOO_OLD -> Finding.TOO_OLD;
                    case TOO_NEW -> Finding.TOO_NEW;
                    case NOT_SIGNED -> Finding.NOT_SIGNED;
                };
        };
    }

    private Finding taking(String messageId) {
        if (!mode.takes()) {
            return Finding.NOT_TAKEN;
        }
        return taken.add(messageId) ? Finding.ACCEPTED : Finding.REPEATED;
    }

    synchronized Mode mode() {
        return mode;
    }

    synchronized View view() {
        return new View(mode, new EnumMap<>(counts), List.copyOf(last));
    }
}
