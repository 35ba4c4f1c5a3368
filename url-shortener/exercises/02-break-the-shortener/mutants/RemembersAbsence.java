import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import katas.urlshortener.Lookup;
import katas.urlshortener.cache.ReadThrough;

/** Wrong: remembers what there was not, until it creates that itself. */
final class RemembersAbsence extends RealShortener {

    RemembersAbsence(Store store) {
        super(store, permutedCodes(store), new CopiesAndAbsences(nearCache(store)));
    }

    private static final class CopiesAndAbsences extends Copies<String, Lookup> {
        private final ReadThrough<String, Lookup> links;
        private final Set<String> absent = ConcurrentHashMap.newKeySet();

        CopiesAndAbsences(ReadThrough<String, Lookup> links) {
            this.links = links;
        }

        @Override
        public Lookup get(String code) {
            if (absent.contains(code)) {
                return new Lookup.Absent();
            }
            var found = links.get(code);
            if (found instanceof Lookup.Absent) {
                absent.add(code);
            }
            return found;
        }

        @Override
        public void changed(String code) {
            absent.remove(code);
            links.changed(code);
        }
    }
}
