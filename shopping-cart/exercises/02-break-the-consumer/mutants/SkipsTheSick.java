import java.time.InstantSource;
import katas.shopping.effect.Passage;

/** Wrong: leaves out a message that it cannot decode, and lets the next ones about the same thing pass it. */
final class SkipsTheSick extends RealConsumer {

    SkipsTheSick(Store store, Log log, InstantSource clock, Passage passage) {
        super(store, log, clock, passage);
    }

    @Override
    void putAside(Log.Entry entry) {}
}
