import java.time.InstantSource;
import katas.shopping.effect.Passage;

/** Wrong: commits a message, and then handles it. */
final class AcknowledgesFirst extends RealConsumer {

    AcknowledgesFirst(Store store, Log log, InstantSource clock, Passage passage) {
        super(store, log, clock, passage);
    }

    @Override
    void take(Log.Entry entry) {
        commit(entry);
        handle(entry);
    }
}
