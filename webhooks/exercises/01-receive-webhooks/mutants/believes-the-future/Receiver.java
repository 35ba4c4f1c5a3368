import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives webhooks.
 *
 * <p>What is believed is remembered and put on the pile in one step, and answered. A thread works the pile off; what it has
 * done leaves it, what failed stays for the next round.
 *
 * <p>It does one piece of work after the other, so a slow one delays those behind it; and it asks for all ids of the pile in each
 * round, which is dear when that is high. Several workers would have to agree on who has what.
 */
final class Receiver implements AutoCloseable {

    private static final int TAKEN = 204;
    private static final int REFUSED = 401;
    private static final int COME_AGAIN = 503;

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(20);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final String VERSION = "v1,";

    private static final String ACCEPT = """
            if redis.call('SET', KEYS[1], '', 'NX', 'PX', ARGV[1]) then
              redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
            end
            return 1
            """;

    private final Setup setup;
    private final String pile;
    private final Thread worker;
    private volatile boolean closed;

    /** Begins to work off what is there. */
    Receiver(Setup setup) {
        this.setup = setup;
        this.pile = setup.prefix() + "pile";
        this.worker = Thread.ofVirtual().start(this::workOff);
    }

    /** Returns the status of the answer: 204, or 401 for what is not to be believed, or 5xx for what is to come again. */
    int receive(Request request) {
        if (!genuine(request)) {
            return REFUSED;
        }
        try {
            accept(request);
            return TAKEN;
        } catch (RedisException e) {
            return COME_AGAIN;
        }
    }

    private boolean genuine(Request request) {
        var id = request.fields().getOrDefault(Request.ID, "");
        var timestamp = request.fields().getOrDefault(Request.TIMESTAMP, "");
        var signatures = request.fields().getOrDefault(Request.SIGNATURE, "");
        if (id.isEmpty() || id.contains(".") || !SECONDS.matcher(timestamp).matches()) {
            return false;
        }
        return signed(id + "." + timestamp + ".", request.body(), signatures)
                && near(Instant.ofEpochSecond(Long.parseLong(timestamp)));
    }

    private boolean signed(String head, byte[] body, String signatures) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(head.getBytes(UTF_8));
        content.writeBytes(body);
        boolean signed = false;
        for (var secret : setup.secrets().get()) {
            var expected = hmac(secret, content.toByteArray());
            for (var signature : signatures.split(" ")) {
                signed |= signature.startsWith(VERSION)
                        && MessageDigest.isEqual(expected, decoded(signature.substring(VERSION.length())));
            }
        }
        return signed;
    }

    private boolean near(Instant sentAt) {
        return Duration.between(sentAt, setup.clock().instant()).compareTo(TOLERANCE) <= 0;
    }

    /** Once for each id, as a whole or not at all. */
    private void accept(Request request) {
        setup.redis()
                .eval(
                        ACCEPT,
                        ScriptOutputType.INTEGER,
                        new String[] {setup.prefix() + "seen:" + request.id(), pile},
                        Long.toString(REMEMBERED.toMillis()),
                        request.id(),
                        Base64.getEncoder().encodeToString(request.body()));
    }

    private void workOff() {
        while (!closed) {
            try {
                setup.redis().hkeys(pile).forEach(this::work);
            } catch (RedisException e) {
                // the next round may do better
            }
            LockSupport.parkNanos(BETWEEN_ROUNDS.toNanos());
        }
    }

    private void work(String id) {
        var body = setup.redis().hget(pile, id);
        try {
            setup.work().handle(id, Base64.getDecoder().decode(body));
        } catch (RuntimeException e) {
            // it stays where it is, and has another turn
            return;
        }
        setup.redis().hdel(pile, id);
    }

    private static byte[] hmac(String secret, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return mac.doFinal(content);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Ends when what is in hand is done. */
    @Override
    public void close() {
        closed = true;
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
