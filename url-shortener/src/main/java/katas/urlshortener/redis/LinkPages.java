package katas.urlshortener.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import katas.urlshortener.Link;
import katas.urlshortener.Page;
import katas.urlshortener.redis.StoredLink.Standing;
import org.jspecify.annotations.Nullable;

/** Lists an owner's links: by the owner's list, each as it stands. Entries that lead nowhere are removed on the way. */
final class LinkPages {
    private static final LuaScript PAGE = new LuaScript("page.lua");
    private static final String FROM_THE_NEWEST = "+";

    /** So long a creation may be under way. */
    private static final long UNDER_WAY_MS = Duration.ofMinutes(1).toMillis();

    /** How often the list is asked for one page, should it be full of entries that lead nowhere. */
    private static final int MOST_TRIPS = 10;

    private final RedisLink redis;

    LinkPages(RedisLink redis) {
        this.redis = redis;
    }

    /** @param cursor the last entry of the page before */
    Page page(String owner, String cursor, int limit) {
        var list = new OwnersLinks(owner).list();
        var links = new ArrayList<Link>();
        var last = cursor;
        for (int trip = 0; trip < MOST_TRIPS; trip++) {
            var from = last.isEmpty() ? FROM_THE_NEWEST : "(" + last;
            // one more, to know if there are more
            var reply = PAGE.run(redis, new String[] {list}, from, Integer.toString(limit + 1));
            var entries = reply.subList(1, Math.min(reply.size(), limit + 1));
            boolean more = reply.size() > limit + 1;
            var found = find(owner, entries);
            for (int i = 0; i < entries.size() && links.size() < limit; i++) {
                last = entries.get(i);
                var link = found.get(i);
                if (link != null) {
                    links.add(link);
                } else if (Long.parseLong(reply.getFirst()) - millis(last) > UNDER_WAY_MS) {
                    unlist(owner, list, last);
                }
                more |= links.size() == limit && i < entries.size() - 1;
            }
            if (!more) {
                return new Page(links, null);
            }
            if (links.size() == limit) {
                return new Page(links, last);
            }
        }
        return new Page(links, last);
    }

    /** Returns the link of each entry, null where there is none of this owner from that moment. */
    private List<@Nullable Link> find(String owner, List<String> entries) {
        var codes = entries.stream().map(LinkPages::code).toList();
        var stored = redis.callAll(codes, (commands, code) -> commands.get(RedisKeys.link(code)));
        var links = new ArrayList<@Nullable Link>();
        for (int i = 0; i < entries.size(); i++) {
            links.add(link(owner, entries.get(i), stored.get(i)));
        }
        return links;
    }

    private static @Nullable Link link(String owner, String entry, @Nullable String stored) {
        return stored != null
                        && StoredLink.read(code(entry), stored) instanceof Standing(var link, var _)
                        && link.owner().equals(owner)
                        && link.createdAt().toEpochMilli() == millis(entry)
                ? link
                : null;
    }

    private void unlist(String owner, String list, String entry) {
        redis.call(commands -> commands.zrem(list, entry));
        // created after all, between the look at it and its removal
        if (find(owner, List.of(entry)).getFirst() != null) {
            redis.call(commands -> commands.zadd(list, 0, entry));
        }
    }

    private static long millis(String entry) {
        return Long.parseLong(entry.substring(0, entry.indexOf(':')));
    }

    private static String code(String entry) {
        return entry.substring(entry.indexOf(':') + 1);
    }
}
