package katas.shopping.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which generations of a view there are.
 *
 * @param serving answers those who ask
 * @param building takes its place as soon as it has come to the goal, and to where the serving one is; null if none is
 *     built
 * @param goal where the events ended after the building was asked for, by partition; null until that is known
 * @param leaving answered before; its rows go; null once they are gone
 * @param leftAt when it answered last; null with it
 */
record Standing(
        Generation serving,
        @Nullable Generation building,
        @Nullable List<Long> goal,
        @Nullable Generation leaving,
        @Nullable Instant leftAt) {

    static Standing first(String view) {
        return new Standing(new Generation(view, 1), null, null, null, null);
    }

    /** Returns the generations that events are folded into. */
    List<Generation> folded() {
        return Stream.concat(Stream.of(serving), Optional.ofNullable(building).stream())
                .toList();
    }

    /** Returns this with a next generation that is built; unless one is already. */
    Standing rebuilding() {
        return building != null ? this : new Standing(serving, serving.next(), null, leaving, leftAt);
    }

    Standing buildingUntil(List<Long> ends) {
        return new Standing(serving, building, ends, leaving, leftAt);
    }

    /** Returns this after another generation has begun to serve. */
    Standing serving(Generation built, Instant now) {
        return new Standing(built, null, null, serving, now);
    }

    Standing cleared() {
        return new Standing(serving, building, goal, null, null);
    }
}
