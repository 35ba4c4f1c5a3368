package katas.webhooks.json;

import java.time.Instant;
import java.util.List;
import katas.webhooks.endpoint.SecretBox;
import katas.webhooks.endpoint.SigningKeys;
import katas.webhooks.signature.SigningKeyPair;
import katas.webhooks.signature.SigningSecret;
import org.jspecify.annotations.Nullable;

/** Writes an endpoint's keys so that only who has the key of the box can read them, and reads them again. */
public final class SealedKeys {
    private final SecretBox box;
    private final StoredFormat format = new StoredFormat();

    public SealedKeys(SecretBox box) {
        this.box = box;
    }

    /** The keys as text, as they are only inside of the box. */
    private record Keys(String secret, @Nullable String pair, List<Previous> previous) {}

    private record Previous(String secret, @Nullable String pair, Instant until) {}

    /**
     * Seals the keys of an endpoint.
     *
     * @param endpoint the id: sealed for it, they open for no other
     */
    public String seal(String endpoint, SigningKeys keys) {
        var previous = keys.previous().stream()
                .map(old -> new Previous(old.secret().reveal(), text(old.pair()), old.until()))
                .toList();
        return box.seal(
                endpoint, format.write(Keys.class, new Keys(keys.secret().reveal(), text(keys.pair()), previous)));
    }

    /**
     * Reads the keys of an endpoint.
     *
     * @throws katas.webhooks.endpoint.SealBroken if they were not sealed like this for it, or by a key that is not here
     */
    public SigningKeys open(String endpoint, String sealed) {
        var keys = format.read(Keys.class, box.open(endpoint, sealed));
        var previous = keys.previous.stream()
                .map(old -> new SigningKeys.Previous(SigningSecret.parse(old.secret), pair(old.pair), old.until))
                .toList();
        return new SigningKeys(SigningSecret.parse(keys.secret), pair(keys.pair), previous);
    }

    private static @Nullable String text(@Nullable SigningKeyPair pair) {
        return pair == null ? null : pair.reveal();
    }

    private static @Nullable SigningKeyPair pair(@Nullable String text) {
        return text == null ? null : SigningKeyPair.parse(text);
    }
}
