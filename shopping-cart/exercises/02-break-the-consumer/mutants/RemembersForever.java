import java.time.Duration;
import java.time.InstantSource;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Passage;

/** Wrong: what it remembers of a message has no end, and its memory none either. */
final class RemembersForever extends RealConsumer {

    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    RemembersForever(Store store, Log log, InstantSource clock, Passage passage) {
        super(store, log, clock, passage);
    }

    @Override
    Applied apply(Effect effect) {
        return store.apply(effect, FOR_EVER);
    }
}
