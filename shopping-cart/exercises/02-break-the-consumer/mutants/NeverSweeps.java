import java.time.InstantSource;
import java.util.List;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Passage;

/** Wrong: reserves, and leaves it to nobody to look after what was reserved. */
final class NeverSweeps extends RealConsumer {

    NeverSweeps(Store store, Log log, InstantSource clock, Passage passage) {
        super(store, log, clock, passage);
    }

    @Override
    Applied apply(Effect effect) {
        return super.apply(new Effect(
                effect.context(),
                effect.shard(),
                effect.once(),
                effect.sequence(),
                effect.changes(),
                List.of(),
                effect.said(),
                effect.trace()));
    }
}
