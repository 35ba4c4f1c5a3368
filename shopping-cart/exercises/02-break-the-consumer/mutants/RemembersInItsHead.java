import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Passage;

/** Wrong: its inbox is a set in memory; whoever takes its place knows nothing. */
final class RemembersInItsHead extends RealConsumer {

    private final Set<Effect.Inbox> inbox = new HashSet<>();

    RemembersInItsHead(Store store, Log log, InstantSource clock, Passage passage) {
        super(store, log, clock, passage);
    }

    @Override
    Applied apply(Effect effect) {
        if (inbox.contains(effect.once())) {
            return Applied.REPEATED;
        }
        var applied = store.applyAndRemember(effect, RETENTION);
        if (applied == Applied.DONE) {
            inbox.add(effect.once());
        }
        return applied;
    }
}
