package katas.urlshortener.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import katas.urlshortener.Creation;
import katas.urlshortener.Link;
import katas.urlshortener.NewLink;
import katas.urlshortener.code.CodeSource;
import katas.urlshortener.redis.StoredLink.Standing;

/**
 * Creates links in two trips: one to the owner's slot, where the creation is planned and listed, and one to the link's.
 *
 * <p>A crash between the two leaves a plan, and an entry that nobody sees. Who repeats the creation is given the plan and
 * makes the second trip, as often as need be and at the same time as others: all come to the same link.
 */
final class LinkCreator {
    private static final LuaScript PLAN = new LuaScript("plan.lua");
    private static final LuaScript CREATE = new LuaScript("create.lua");
    private static final String REMEMBERED_MS =
            Long.toString(Duration.ofHours(24).toMillis());
    private static final int MOST_CODES = 100;

    /** An entry whose link is missing may be unlisted a minute later; well before that it is listed anew. */
    private static final long LISTED_FOR_SURE_MS = Duration.ofSeconds(30).toMillis();

    private final RedisLink redis;
    private final RandomGenerator random;

    LinkCreator(RedisLink redis, RandomGenerator random) {
        this.redis = redis;
        this.random = random;
    }

    /** Where a creation is to happen. */
    record Plan(String code, String creation, String at) {
        static Plan of(List<String> reply) {
            return new Plan(reply.get(1), reply.get(2), reply.get(3));
        }

        String entry() {
            return at + ":" + code;
        }
    }

    Creation create(NewLink wanted, CodeSource codes) {
        var taken = "";
        for (int tried = 0; tried < MOST_CODES; tried++) {
            var reply = plan(wanted, code(wanted, codes), taken);
            switch (reply.getFirst()) {
                case "reused" -> {
                    return new Creation.KeyReused();
                }
                case "expired" -> {
                    return new Creation.AlreadyExpired();
                }
                default -> {
                    var plan = Plan.of(reply);
                    var link = link(wanted, plan);
                    if (carryOut(plan, link)) {
                        return new Creation.Created(link);
                    }
                    if (wanted.alias() != null) {
                        return new Creation.AliasTaken();
                    }
                    taken = plan.entry();
                }
            }
        }
        throw new IllegalStateException("%d codes in a row were taken".formatted(MOST_CODES));
    }

    private static String code(NewLink wanted, CodeSource codes) {
        var alias = wanted.alias();
        return alias == null ? codes.next() : alias.text();
    }

    /** Makes the first trip. */
    List<String> plan(NewLink wanted, String code, String taken) {
        var owner = new OwnersLinks(wanted.owner());
        var once = wanted.once();
        return PLAN.run(
                redis,
                new String[] {owner.list(), owner.once(once == null ? "" : once.key())},
                once == null ? "" : once.request(),
                code,
                creation(),
                RedisTime.text(wanted.expiresAt()),
                taken,
                REMEMBERED_MS);
    }

    private String creation() {
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    /** Makes the second trip, and returns whether the code is this creation's. */
    boolean carryOut(Plan plan, Link link) {
        var stored = StoredLink.write(new Standing(link, plan.creation()));
        var reply = CREATE.run(redis, new String[] {RedisKeys.link(plan.code())}, stored, plan.creation());
        var list = new OwnersLinks(link.owner()).list();
        if (reply.size() == 1) {
            if (Long.parseLong(reply.getFirst()) - Long.parseLong(plan.at()) > LISTED_FOR_SURE_MS) {
                redis.call(commands -> commands.zadd(list, 0, plan.entry()));
            }
            return true;
        }
        // claims of the same moment have the same entry, and then it is the winner's
        boolean winners =
                reply.get(1).equals(link.owner()) && Long.parseLong(reply.get(2)) == Long.parseLong(plan.at());
        if (!winners) {
            redis.call(commands -> commands.zrem(list, plan.entry()));
        }
        return false;
    }

    static Link link(NewLink wanted, Plan plan) {
        return new Link(
                plan.code(),
                wanted.target(),
                wanted.owner(),
                wanted.redirect(),
                Instant.ofEpochMilli(Long.parseLong(plan.at())),
                RedisTime.wholeMicros(wanted.expiresAt()),
                wanted.maxVisits(),
                1);
    }
}
