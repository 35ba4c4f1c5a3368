import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Passage;
import katas.shopping.messages.StockCommand;
import katas.shopping.messages.StockCommand.ReleaseStock;

/** Wrong: has nothing to put back, and so nothing to remember. */
final class LeavesNoTombstone extends RealConsumer {

    LeavesNoTombstone(Store store, Log log, InstantSource clock, Passage passage) {
        super(store, log, clock, passage);
    }

    @Override
    Optional<Effect> decide(StockCommand command) {
        var decided = super.decide(command);
        return command instanceof ReleaseStock ? decided.map(LeavesNoTombstone::traceless) : decided;
    }

    private static Effect traceless(Effect effect) {
        boolean nothingKept =
                effect.changes().stream().allMatch(change -> change.before().version() == 0);
        return nothingKept
                ? new Effect(
                        effect.context(),
                        effect.shard(),
                        effect.once(),
                        effect.sequence(),
                        List.of(),
                        effect.appointments(),
                        effect.said(),
                        effect.trace())
                : effect;
    }
}
