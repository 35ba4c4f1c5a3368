import java.util.concurrent.locks.LockSupport;
import katas.urlshortener.Lookup;
import katas.urlshortener.VisitLimits.Verdict;

/** Wrong: counts the visits in one trip and takes one in the next. */
final class CountsThenTakes extends RealShortener {

    private static final long ROUND_TRIP_NANOS = 1_000_000;

    CountsThenTakes(Store store) {
        super(store);
    }

    @Override
    Verdict visit(String code) {
        if (!(store.lookup(code) instanceof Lookup.Existing(var link)) || link.maxVisits() == null) {
            return super.visit(code);
        }
        if (link.expiresAt() != null && !now().isBefore(link.expiresAt())) {
            return Verdict.EXPIRED;
        }
        if (store.visits(code) >= link.maxVisits()) {
            return Verdict.USED_UP;
        }
        LockSupport.parkNanos(ROUND_TRIP_NANOS);
        store.take(code);
        return Verdict.GRANTED;
    }
}
