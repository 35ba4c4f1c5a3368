package katas.shopping.effect;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document as it was read.
 *
 * @param version counts its changes: 0 if there is none, as after its removal
 */
public record Stored<T>(
        Place<T> place, long version, @Nullable T value) {

    public Optional<T> found() {
        return Optional.ofNullable(value);
    }
}
