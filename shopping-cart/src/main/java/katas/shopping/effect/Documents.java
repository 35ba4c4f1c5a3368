package katas.shopping.effect;

import java.util.List;

/** Reads documents. */
public interface Documents {

    /**
     * Returns the document at a place, or that there is none.
     *
     * @throws katas.shopping.StoreUnavailable if that cannot be told
     * @throws Poison if what is stored there cannot be understood
     */
    <T> Stored<T> load(Place<T> place);

    /** Returns the documents at some places, which need not share a shard: each is as of a moment of its own. */
    <T> List<Stored<T>> loadAll(List<Place<T>> places);
}
