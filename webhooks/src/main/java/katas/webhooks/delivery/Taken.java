package katas.webhooks.delivery;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done now in a shard.
 *
 * @param next when something will be due there, from now; zero if more is due already, null if nothing is known of
 */
public record Taken(List<Lease> leases, @Nullable Duration next) {
    public Taken {
        leases = List.copyOf(leases);
    }
}
