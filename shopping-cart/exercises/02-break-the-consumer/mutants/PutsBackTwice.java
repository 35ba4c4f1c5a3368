import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effect.Change;
import katas.shopping.effect.Passage;
import katas.shopping.inventory.Stock;
import katas.shopping.messages.StockCommand;
import katas.shopping.messages.StockCommand.ReleaseStock;

/** Wrong: puts back what was reserved, and does not write down that it has. */
final class PutsBackTwice extends RealConsumer {

    PutsBackTwice(Store store, Log log, InstantSource clock, Passage passage) {
        super(store, log, clock, passage);
    }

    @Override
    Optional<Effect> decide(StockCommand command) {
        var decided = super.decide(command);
        return command instanceof ReleaseStock ? decided.map(PutsBackTwice::forgetful) : decided;
    }

    private static Effect forgetful(Effect effect) {
        return new Effect(
                effect.context(),
                effect.shard(),
                effect.once(),
                effect.sequence(),
                withoutNote(effect.changes()),
                effect.appointments(),
                effect.said(),
                effect.trace());
    }

    /** Keeps the note where nothing is put back. */
    private static List<Change<?>> withoutNote(List<Change<?>> changes) {
        return changes.size() == 1
                ? changes
                : changes.stream()
                        .filter(change -> change.after() instanceof Stock)
                        .toList();
    }
}
