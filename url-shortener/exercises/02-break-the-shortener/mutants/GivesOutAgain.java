import katas.urlshortener.Link;
import katas.urlshortener.Lookup;

/** Wrong: what was deleted is free again. */
final class GivesOutAgain extends RealShortener {

    GivesOutAgain(Store store) {
        super(store);
    }

    @Override
    boolean keep(Link link) {
        if (store.lookup(link.code()) instanceof Lookup.Existing) {
            return false;
        }
        store.put(link);
        return true;
    }
}
