package katas.vending.world;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import katas.vending.world.Move.Cause;

/** Stumbles through a world that is too large to see all of it. */
final class Walk<M> {
    private static final Map<Cause, Integer> PERCENT = new EnumMap<>(
            Map.of(Cause.BUYER, 14, Cause.DEVICE, 78, Cause.TIME, 1, Cause.OPERATOR, 6, Cause.TROUBLE, 1));

    private final Design<M> design;
    private final Setting setting;
    private final Map<Cause, List<Move<M>>> moves;
    private final RandomGenerator random;
    private final List<String> story = new ArrayList<>();
    private World<M> world;

    Walk(Design<M> design, Setting setting, M machine, RandomGenerator random) {
        this.design = design;
        this.setting = setting;
        this.random = random;
        moves = Moves.of(design, setting).stream().collect(Collectors.groupingBy(Move::cause));
        world = new World<>(machine, Device.NEW, Witness.of(setting));
    }

    /** Returns the story of how something went wrong, or nothing. */
    Optional<String> steps(int steps) {
        for (int taken = 0; taken < steps; ) {
            var move = anyMove();
            var next = move.effect().on(world);
            if (next != null) {
                taken++;
                story.add(move.sentence());
                world = next;
                var violation = next.violation(design, setting);
                if (violation.isPresent()) {
                    return Optional.of(String.join(" · ", story) + " · " + violation.get());
                }
            }
        }
        return Optional.empty();
    }

    M machine() {
        return world.machine();
    }

    private Move<M> anyMove() {
        int percent = random.nextInt(100);
        for (var share : PERCENT.entrySet()) {
            percent -= share.getValue();
            if (percent < 0) {
                var choice = moves.getOrDefault(share.getKey(), List.of());
                return choice.get(random.nextInt(choice.size()));
            }
        }
        throw new IllegalStateException("shares are more than 100 %");
    }
}
