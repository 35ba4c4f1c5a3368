import katas.urlshortener.Link;
import katas.urlshortener.code.Base62;
import katas.urlshortener.code.CodeSource;

/** Wrong: takes one id more than it has leased; and since its codes are unique, it does not look before it stores. */
final class OneIdTooMany extends RealShortener {

    OneIdTooMany(Store store) {
        super(store, new Codes(store), nearCache(store));
    }

    @Override
    boolean keep(Link link) {
        if (!Base62.isCode(link.code())) {
            return super.keep(link);
        }
        store.put(link);
        return true;
    }

    private static final class Codes implements CodeSource {
        private final Store store;
        private long next = 1;
        private long last;

        Codes(Store store) {
            this.store = store;
        }

        @Override
        public synchronized String next() {
            if (next > last) {
                next = store.lease(BLOCK);
                last = next + BLOCK;
            }
            return PERMUTATION.code(0, next++);
        }

        @Override
        public boolean excludes(String code) {
            return false;
        }
    }
}
