package katas.shopping.world;

import java.time.Duration;
import java.util.Set;

/**
 * What can happen in a world.
 *
 * @param reservationTtl how long stock is kept
 * @param deadline how long an order may take until it is paid for
 * @param interleaving how likely somebody else does something between two steps
 * @param crashing how likely a process dies at any of its points
 * @param loss how likely a request to the provider, or its answer, gets lost
 * @param keyed whether messages about one thing stay in order
 * @param withoutInbox consumers that do not remember what they have had
 * @param choreographed whether nobody leads orders
 */
record Rules(
        Duration reservationTtl,
        Duration deadline,
        double interleaving,
        double crashing,
        double loss,
        boolean keyed,
        Set<String> withoutInbox,
        boolean choreographed) {

    static final Rules CALM = new Rules(Duration.ofMinutes(5), Duration.ofMinutes(1), 0, 0, 0, true, Set.of(), false);

    /** Everything that can go wrong does, and orders take about as long as they may. */
    static final Rules ROUGH =
            new Rules(Duration.ofSeconds(120), Duration.ofSeconds(80), 0.2, 0.01, 0.2, true, Set.of(), false);

    Rules unordered() {
        return new Rules(reservationTtl, deadline, interleaving, crashing, loss, false, withoutInbox, choreographed);
    }

    Rules withoutInbox(String... consumers) {
        return new Rules(
                reservationTtl, deadline, interleaving, crashing, loss, keyed, Set.of(consumers), choreographed);
    }

    /** Returns the same, but nobody gives up. */
    Rules patient() {
        return new Rules(
                Duration.ofHours(2),
                Duration.ofHours(1),
                interleaving,
                crashing,
                loss,
                keyed,
                withoutInbox,
                choreographed);
    }

    Rules keeping(Duration ttl) {
        return new Rules(ttl, deadline, interleaving, crashing, loss, keyed, withoutInbox, choreographed);
    }

    Rules withoutOrchestrator() {
        return new Rules(reservationTtl, deadline, interleaving, crashing, loss, keyed, withoutInbox, true);
    }
}
