import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import katas.urlshortener.Alias;
import katas.urlshortener.Link;
import katas.urlshortener.Lookup;
import katas.urlshortener.OwnHosts;
import katas.urlshortener.Redirect;
import katas.urlshortener.RedirectResolver;
import katas.urlshortener.Resolution;
import katas.urlshortener.StoreClock;
import katas.urlshortener.Target;
import katas.urlshortener.VisitLimits.Verdict;
import katas.urlshortener.cache.NearCache;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.code.CodeKey;
import katas.urlshortener.code.CodePermutation;
import katas.urlshortener.code.CodeSource;
import katas.urlshortener.code.LeasedIds;
import katas.urlshortener.code.PermutedCodes;

/** A replica made of the kata's own parts, cut so that each step can be got wrong. */
class RealShortener implements Shortener {

    static final int BLOCK = 10;
    static final CodePermutation PERMUTATION = new CodePermutation(List.of(new CodeKey(1, 2)));
    private static final OwnHosts OWN = new OwnHosts(URI.create("https://sho.rt"), List.of());

    final Store store;
    private final CodeSource codes;
    private final ReadThrough<String, Lookup> links;
    private final StoreClock clock = new StoreClock();
    private final RedirectResolver resolver;

    RealShortener(Store store) {
        this(store, permutedCodes(store), nearCache(store));
    }

    RealShortener(Store store, CodeSource codes, ReadThrough<String, Lookup> links) {
        this.store = store;
        this.codes = codes;
        this.links = links;
        this.resolver = new RedirectResolver(codes, links, clock, (code, _) -> visit(code), this::nanos);
    }

    static CodeSource permutedCodes(Store store) {
        return new PermutedCodes(PERMUTATION, new LeasedIds(store::lease, BLOCK), new Copies<>() {
            @Override
            public Long get(Integer version) {
                return version == 0 ? store.leased() : 0;
            }
        });
    }

    static NearCache<String, Lookup> nearCache(Store store) {
        var cache = new NearCache<String, Lookup>(
                store::read, lookup -> lookup instanceof Lookup.Absent, 1_000, Duration.ZERO, () -> 0);
        store.listen(cache::changed);
        return cache;
    }

    @Override
    public final Optional<String> create(LinkDraft draft) {
        if (draft.alias() != null) {
            var alias = Alias.parse(draft.alias(), Set.of());
            return created(alias.text(), draft) ? Optional.of(alias.text()) : Optional.empty();
        }
        var code = codes.next();
        while (!created(code, draft)) {
            code = codes.next();
        }
        return Optional.of(code);
    }

    @Override
    public final Answer resolve(String code) {
        clock.observe(now(), nanos(), nanos());
        return switch (resolver.resolve(normalised(code), true)) {
            case Resolution.Leads(var link, var _) ->
                new Answer.Leads(link.target().uri());
            case Resolution.Gone _ -> new Answer.Gone();
            case Resolution.Unknown() -> new Answer.Unknown();
        };
    }

    @Override
    public final void edit(String code, String target) {
        store.edit(Alias.normalised(code), Target.parse(target, OWN).uri());
    }

    @Override
    public final void delete(String code) {
        store.delete(Alias.normalised(code));
    }

    @Override
    public void deliver(long offset, List<String> clicked) {
        store.apply(offset, clicked);
    }

    @Override
    public final long clicks(String code) {
        return store.clicks(Alias.normalised(code));
    }

    /** Stores a new link, unless its code is taken. */
    boolean keep(Link link) {
        return store.create(link);
    }

    String normalised(String code) {
        return Alias.normalised(code);
    }

    Verdict visit(String code) {
        return store.visit(code, now());
    }

    Instant now() {
        return store.now();
    }

    private boolean created(String code, LinkDraft draft) {
        boolean created = keep(new Link(
                code,
                Target.parse(draft.target(), OWN),
                "ann",
                Redirect.FOUND,
                store.now(),
                draft.expiresAt(),
                draft.maxVisits(),
                1));
        links.changed(code);
        return created;
    }

    private long nanos() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, now());
    }
}
