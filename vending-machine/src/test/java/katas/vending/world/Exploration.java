package katas.vending.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import katas.vending.State;
import katas.vending.world.Move.Cause;
import katas.vending.world.Violation.Harm;

/**
 * Goes everywhere: each world is visited once, nearest first, so the first way into a bad one is a shortest one. A bad
 * world is noted and not gone on from.
 */
public final class Exploration<M> {
    private static final Set<Cause> BY_ITSELF = EnumSet.of(Cause.DEVICE, Cause.TIME);

    private final Design<M> design;
    private final Setting setting;
    private final List<Move<M>> moves;
    private final List<World<M>> worlds = new ArrayList<>();
    private final Map<World<M>, Integer> numbers = new HashMap<>();
    private final List<Step> cameBy = new ArrayList<>();
    private final Ways back = new Ways();
    private final Map<Harm, String> violations = new EnumMap<>(Harm.class);
    private long transitions;

    private Exploration(Design<M> design, Setting setting) {
        this.design = design;
        this.setting = setting;
        this.moves = Moves.of(design, setting);
    }

    private record Step(int from, int move) {}

    /**
     * Explores.
     *
     * @param most worlds after which to stop
     */
    public static <M> Exploration<M> of(Design<M> design, M machine, Setting setting, int most) {
        var exploration = new Exploration<>(design, setting);
        exploration.explore(new World<>(machine, Device.NEW, Witness.of(setting)).settled(design), most);
        return exploration;
    }

    @SuppressWarnings("ReferenceEquality") // the very same: nothing has happened
    private void explore(World<M> start, int most) {
        reach(start, new Step(-1, -1));
        for (int number = 0; number < worlds.size() && worlds.size() < most; number++) {
            var world = worlds.get(number);
            for (int move = 0; move < moves.size(); move++) {
                var next = moves.get(move).effect().on(world);
                if (next != null) {
                    transitions++;
                    if (next != world) {
                        arrive(next, new Step(number, move));
                    }
                }
            }
        }
    }

    private void arrive(World<M> next, Step step) {
        var violation = next.violation(design, setting).or(() -> next.wrongOrder(design, worlds.get(step.from())));
        if (violation.isPresent()) {
            violations.computeIfAbsent(
                    violation.get().harm(),
                    _ -> String.join(" · ", trace(step)) + " · "
                            + violation.get().sentence());
            return;
        }
        int to = reach(next.settled(design), step);
        if (BY_ITSELF.contains(moves.get(step.move()).cause())) {
            back.add(to, step.from());
        }
    }

    private int reach(World<M> world, Step step) {
        return numbers.computeIfAbsent(world, _ -> {
            worlds.add(world);
            cameBy.add(step);
            return worlds.size() - 1;
        });
    }

    private List<String> trace(Step last) {
        var sentences = new ArrayList<String>();
        for (var step = last; step.move() >= 0; step = cameBy.get(step.from())) {
            sentences.add(moves.get(step.move()).sentence());
        }
        Collections.reverse(sentences);
        return sentences;
    }

    public int states() {
        return worlds.size();
    }

    /** Returns how often something could happen in some world, refused commands included. */
    public long transitions() {
        return transitions;
    }

    /** Returns for each kind of harm that was done a shortest way to it, as sentences. */
    public Map<Harm, String> violations() {
        return Collections.unmodifiableMap(violations);
    }

    /** Returns a trace to each world from which the machine does not come to rest by itself. */
    public List<String> deadEnds() {
        var good = new BitSet();
        for (int number = 0; number < worlds.size(); number++) {
            var view = design.view(worlds.get(number).machine());
            boolean faulty =
                    view.state() instanceof State.OutOfService && !view.faults().isEmpty();
            good.set(number, faulty || view.state() instanceof State.Idle);
        }
        back.spread(good);
        var dead = new ArrayList<String>();
        for (int number = good.nextClearBit(0); number < worlds.size(); number = good.nextClearBit(number + 1)) {
            dead.add(String.join(" · ", trace(cameBy.get(number))));
        }
        return dead;
    }
}
