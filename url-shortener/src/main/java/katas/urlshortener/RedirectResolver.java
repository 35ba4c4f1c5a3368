package katas.urlshortener;

import java.util.function.LongSupplier;
import katas.urlshortener.Resolution.Gone;
import katas.urlshortener.Resolution.Leads;
import katas.urlshortener.Resolution.Reason;
import katas.urlshortener.Resolution.Unknown;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.code.CodeSource;

/**
 * Finds where a short code leads, from memory where that is exact: codes that were never given out, and links without a
 * limit that are certainly not over yet. A limited link is always decided by the store.
 */
public final class RedirectResolver {
    private final CodeSource codes;
    private final ReadThrough<String, Lookup> links;
    private final StoreClock clock;
    private final VisitLimits limits;
    private final LongSupplier nanoTime;

    /**
     * Resolves with these.
     *
     * @param nanoTime {@link System#nanoTime}
     */
    public RedirectResolver(
            CodeSource codes,
            ReadThrough<String, Lookup> links,
            StoreClock clock,
            VisitLimits limits,
            LongSupplier nanoTime) {
        this.codes = codes;
        this.links = links;
        this.clock = clock;
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /**
     * Finds where a code leads.
     *
     * @param code in normal form, see {@link Alias#normalised}
     * @param counts whether this is a visit, and not a look
     * @throws StoreUnavailable if only the store could tell, and it is away
     */
    public Resolution resolve(String code, boolean counts) {
        var copy = links.copy(code);
        if (copy.isPresent()) {
            return resolve(copy.get(), true, counts);
        }
        if (codes.excludes(code)) {
            return new Unknown();
        }
        var found = links.find(code);
        return resolve(found.value(), found.confirmed(), counts);
    }

    private Resolution resolve(Lookup lookup, boolean confirmed, boolean counts) {
        return switch (lookup) {
            case Lookup.Absent _ -> new Unknown();
            case Lookup.Deleted _ -> new Gone(Reason.DELETED);
            case Lookup.Existing(var link) -> resolve(new Leads(link, confirmed), counts);
        };
    }

    private Resolution resolve(Leads leads, boolean counts) {
        var link = leads.link();
        if (link.maxVisits() != null) {
            return ask(leads, counts);
        }
        if (link.expiresAt() == null) {
            return leads;
        }
        return switch (clock.positionOf(link.expiresAt(), nanoTime.getAsLong())) {
            case FUTURE -> leads;
            case PAST -> new Gone(Reason.EXPIRED);
            case UNKNOWN -> ask(leads, counts);
        };
    }

    private Resolution ask(Leads leads, boolean counts) {
        return switch (limits.visit(leads.link().code(), counts)) {
            case GRANTED -> leads;
            case USED_UP -> new Gone(Reason.USED_UP);
            case EXPIRED -> new Gone(Reason.EXPIRED);
            case DELETED -> new Gone(Reason.DELETED);
            case ABSENT -> new Unknown();
        };
    }
}
