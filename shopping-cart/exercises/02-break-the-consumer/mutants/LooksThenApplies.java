import java.time.InstantSource;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Passage;

/** Wrong: looks into the inbox in one step, and does all else in the next. */
final class LooksThenApplies extends RealConsumer {

    LooksThenApplies(Store store, Log log, InstantSource clock, Passage passage) {
        super(store, log, clock, passage);
    }

    @Override
    void handle(Log.Entry entry) {
        if (!store.remembers(inbox(entry))) {
            super.handle(entry);
        }
    }

    @Override
    Applied apply(Effect effect) {
        return store.applyAndRemember(effect, RETENTION);
    }
}
