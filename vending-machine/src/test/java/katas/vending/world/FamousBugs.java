package katas.vending.world;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import katas.lab.testing.Seeds;
import katas.vending.Claim.Session;
import katas.vending.Command;
import katas.vending.Command.Cancel;
import katas.vending.Command.InsertCoin;
import katas.vending.Command.SelectSlot;

/** The bugs that vending machines in games are famous for: each a scene, played in many random orders. */
public final class FamousBugs<M> {
    public static final int ORDERS = 10_000;

    private static final int ANN = 0;
    private static final Session SESSION = new Session("Ann");
    private static final Command PRESS = new SelectSlot("A1", SESSION);

    private final Design<M> design;
    private final Supplier<M> machine;
    private final boolean comparing;

    /**
     * Plays with machines of a design.
     *
     * @param machine a new one, as {@link Setting#plain()} has it
     * @param comparing whether a save compares the version
     */
    public FamousBugs(Design<M> design, Supplier<M> machine, boolean comparing) {
        this.design = design;
        this.machine = machine;
        this.comparing = comparing;
    }

    /** What came of it: how many orders went wrong, and the story of one. */
    public record Result(int wrong, String story) {}

    /** Ann has paid, presses, and cancels at the same time or while her tea is on its way. */
    public Result cancelDuringDispense() {
        return play(scene -> scene.with(ANN, PRESS).with(ANN, new Cancel(SESSION)));
    }

    /** Ann has paid, and presses with two fingers. */
    public Result doublePress() {
        return play(scene -> scene.with(ANN, PRESS).with(ANN, PRESS));
    }

    /** Ann has paid, presses, and puts in one more coin at the same time or while her tea is on its way. */
    public Result coinDuringTransition() {
        return play(scene -> scene.with(ANN, PRESS).with(ANN, new InsertCoin(10, SESSION)));
    }

    private Result play(Function<Interleaving<M>, Interleaving<M>> scene) {
        var random = new SplittableRandom(Seeds.next());
        var stories = IntStream.range(0, ORDERS)
                .mapToObj(_ -> play(scene, random.split()))
                .flatMap(Optional::stream)
                .toList();
        return new Result(stories.size(), stories.stream().findFirst().orElse(""));
    }

    private Optional<String> play(Function<Interleaving<M>, Interleaving<M>> scene, RandomGenerator random) {
        var start = new Interleaving<>(design, Setting.plain(), machine.get(), comparing, random);
        return start.with(ANN, new InsertCoin(50, SESSION))
                .run()
                .or(() -> scene.apply(start).run());
    }
}
