package katas.urlshortener.redis;

import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import katas.urlshortener.Creation;
import katas.urlshortener.Link;
import katas.urlshortener.LinkChange;
import katas.urlshortener.LinkChange.Outcome;
import katas.urlshortener.Links;
import katas.urlshortener.Lookup;
import katas.urlshortener.NewLink;
import katas.urlshortener.Page;
import katas.urlshortener.StoreUnavailable;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.code.CodeSource;
import katas.urlshortener.redis.StoredLink.Standing;

/** The links in Redis; this replica's own copies are told of what is changed here. */
final class RedisLinks implements Links {
    private static final LuaScript CHANGE = new LuaScript("change.lua");
    private static final LuaScript DELETE = new LuaScript("forget-clicks.lua", "delete.lua");
    private static final int MOST_TRIES = 50;

    private final RedisLink redis;
    private final LinkCreator creator;
    private final LinkPages pages;
    private final ReadThrough<String, Lookup> copies;

    /** @param random cannot be foreseen by anybody */
    RedisLinks(RedisLink redis, ReadThrough<String, Lookup> copies, RandomGenerator random) {
        this.redis = redis;
        this.creator = new LinkCreator(redis, random);
        this.pages = new LinkPages(redis);
        this.copies = copies;
    }

    @Override
    public Creation create(NewLink link, CodeSource codes) {
        var creation = creator.create(link, codes);
        if (creation instanceof Creation.Created(var created)) {
            copies.changed(created.code());
        }
        return creation;
    }

    @Override
    public Optional<Visited> find(String code, String owner) {
        var stored = redis.call(commands -> commands.mget(RedisKeys.link(code), RedisKeys.visits(code)));
        return standing(code, owner, stored.get(0).getValueOrElse(""))
                .map(standing -> new Visited(
                        standing.link(), Long.parseLong(stored.get(1).getValueOrElse("0"))));
    }

    @Override
    public Outcome change(String code, String owner, LinkChange change) {
        for (int tried = 0; tried < MOST_TRIES; tried++) {
            var stored = Optional.ofNullable(redis.call(commands -> commands.get(RedisKeys.link(code))))
                    .orElse("");
            var standing = standing(code, owner, stored);
            if (standing.isEmpty()) {
                return new Outcome.NotFound();
            }
            var link = standing.get().link();
            if (change.expected() != null && change.expected() != link.version()) {
                return new Outcome.VersionMoved(link.version());
            }
            var changed = nextVersion(link, change.edit().apply(link));
            var outcome = store(stored, new Standing(changed, standing.get().creation()));
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        throw new StoreUnavailable("the link was changed %d times meanwhile".formatted(MOST_TRIES), null);
    }

    @Override
    public boolean delete(String code, String owner) {
        var owners = new OwnersLinks(owner);
        var keys = new String[] {RedisKeys.link(code), RedisKeys.visits(code), RedisKeys.clicks(code)};
        var reply = DELETE.run(redis, keys, owner, owners.digestFor(code));
        if (!reply.getFirst().equals("deleted")) {
            return false;
        }
        copies.changed(code);
        if (reply.size() > 1) {
            unlist(owners.list(), reply.get(1) + ":" + code);
        }
        return true;
    }

    @Override
    public Page page(String owner, String cursor, int limit) {
        return pages.page(owner, cursor, limit);
    }

    /** Returns nothing if the link is another by now. */
    private Optional<Outcome> store(String before, Standing after) {
        var link = after.link();
        var expiresAt = link.expiresAt();
        var key = RedisKeys.link(link.code());
        var reply = CHANGE.run(redis, new String[] {key}, before, StoredLink.write(after), RedisTime.text(expiresAt));
        return switch (reply.getFirst()) {
            case "changed" -> {
                copies.changed(link.code());
                yield Optional.of(new Outcome.Changed(link));
            }
            case "expired" -> Optional.of(new Outcome.AlreadyExpired(Objects.requireNonNull(expiresAt)));
            default -> Optional.empty();
        };
    }

    private void unlist(String list, String entry) {
        try {
            redis.call(commands -> commands.zrem(list, entry));
        } catch (StoreUnavailable _) {
            // the link is gone all the same; whoever lists next removes the entry
        }
    }

    private static Optional<Standing> standing(String code, String owner, String stored) {
        return !stored.isEmpty()
                        && StoredLink.read(code, stored) instanceof Standing standing
                        && standing.link().owner().equals(owner)
                ? Optional.of(standing)
                : Optional.empty();
    }

    private static Link nextVersion(Link before, Link after) {
        return new Link(
                before.code(),
                after.target(),
                before.owner(),
                after.redirect(),
                before.createdAt(),
                RedisTime.wholeMicros(after.expiresAt()),
                after.maxVisits(),
                before.version() + 1);
    }
}
