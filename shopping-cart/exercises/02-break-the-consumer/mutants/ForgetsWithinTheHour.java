import java.time.Duration;
import java.time.InstantSource;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Passage;

/** Wrong: forgets a message long before the last copy of it can have come. */
final class ForgetsWithinTheHour extends RealConsumer {

    private static final Duration HOUR = Duration.ofHours(1);

    ForgetsWithinTheHour(Store store, Log log, InstantSource clock, Passage passage) {
        super(store, log, clock, passage);
    }

    @Override
    Applied apply(Effect effect) {
        return store.apply(effect, HOUR);
    }
}
