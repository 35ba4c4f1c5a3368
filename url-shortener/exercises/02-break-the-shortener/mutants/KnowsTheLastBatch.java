import java.util.List;

/** Wrong: knows a batch again if it was the last one, and begins where that began. */
final class KnowsTheLastBatch extends RealShortener {

    private long last = -1;

    KnowsTheLastBatch(Store store) {
        super(store);
    }

    @Override
    public synchronized void deliver(long offset, List<String> clicked) {
        if (offset != last) {
            clicked.forEach(store::count);
            last = offset;
        }
    }
}
