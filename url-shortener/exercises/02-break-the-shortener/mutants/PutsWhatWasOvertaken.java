import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import katas.urlshortener.Lookup;

/** Wrong: gets, then puts; a change that the store tells of in between finds nothing to drop. */
final class PutsWhatWasOvertaken extends RealShortener {

    PutsWhatWasOvertaken(Store store) {
        super(store, permutedCodes(store), new CopiesThatArePut(store));
    }

    private static final class CopiesThatArePut extends Copies<String, Lookup> {
        private final Store store;
        private final Map<String, Lookup> copies = new ConcurrentHashMap<>();

        CopiesThatArePut(Store store) {
            this.store = store;
            store.listen(copies::remove);
        }

        @Override
        public Lookup get(String code) {
            var copy = copies.get(code);
            if (copy != null) {
                return copy;
            }
            var read = store.read(code).value();
            copies.put(code, read);
            return read;
        }

        @Override
        public void changed(String code) {
            copies.remove(code);
        }
    }
}
