import katas.urlshortener.cache.CacheCounts;
import katas.urlshortener.cache.ReadThrough;

/** Copies of which nobody asks how well they do. */
abstract class Copies<K, V> implements ReadThrough<K, V> {

    @Override
    public void changed(K key) {}

    @Override
    public CacheCounts counts() {
        return new CacheCounts(0, 0, 0, 0);
    }
}
