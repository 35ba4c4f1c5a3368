package katas.urlshortener.naive;

import katas.urlshortener.code.Base62;
import katas.urlshortener.code.CodeSource;
import katas.urlshortener.code.LeasedIds;

/**
 * Gives out codes that count up: wrong on purpose.
 *
 * <p>As unique as ids are, and as public: who has one code can walk through all the others, and tells from two codes of
 * different days how many links were made between them.
 */
public final class CounterCodes implements CodeSource {
    private final LeasedIds ids;

    public CounterCodes(LeasedIds ids) {
        this.ids = ids;
    }

    @Override
    public String next() {
        return Base62.encode(ids.next());
    }

    @Override
    public boolean excludes(String code) {
        return false;
    }
}
