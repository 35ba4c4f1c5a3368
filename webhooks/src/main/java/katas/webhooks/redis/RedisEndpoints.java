package katas.webhooks.redis;

import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.Endpoints;
import katas.webhooks.endpoint.SigningKeys;
import katas.webhooks.json.SealedKeys;
import org.jspecify.annotations.Nullable;

/**
 * Keeps endpoints in Redis, each a hash with a version: a change is read, made here, and kept if nobody else made one.
 *
 * <p>What attempts need is remembered of 10,000 endpoints.
 */
public final class RedisEndpoints implements Endpoints {
    private static final LuaScript<String> KEEP = new LuaScript<>("keep-endpoint.lua", ScriptOutputType.STATUS);
    private static final LuaScript<Long> END = new LuaScript<>("end-endpoint.lua", ScriptOutputType.INTEGER);
    private static final LuaScript<Long> FORGET = new LuaScript<>("forget-deliveries.lua", ScriptOutputType.INTEGER);
    private static final String KEPT = "kept";
    private static final String FULL = "full";
    private static final int FORGOTTEN_AT_ONCE = 500;
    private static final int MOST_ADDRESSED = 10_000;

    private final RedisLink redis;
    private final RedisKeys keys;
    private final ScriptClock clock;
    private final SealedKeys sealed;
    private final int most;
    private final EndpointFields fields = new EndpointFields();
    private final RecentlyUsed<String, Addressed> addressed = new RecentlyUsed<>(MOST_ADDRESSED);

    /**
     * Keeps what others keep under the same keys.
     *
     * @param most how many a tenant may have, at least 1
     */
    public RedisEndpoints(RedisLink redis, RedisKeys keys, ScriptClock clock, SealedKeys sealed, int most) {
        this.redis = redis;
        this.keys = keys;
        this.clock = clock;
        this.sealed = sealed;
        this.most = most;
    }

    @Override
    public boolean create(Endpoint endpoint, SigningKeys signingKeys) {
        var all = new ArrayList<>(fields.settings(endpoint));
        all.addAll(fields.state(endpoint.state()));
        all.addAll(keys(endpoint.id(), signingKeys));
        // one that is there already is this one: the connection was lost, and the command sent again
        return !FULL.equals(keep(endpoint, 0, all));
    }

    @Override
    public Optional<Endpoint> find(String tenant, String id) {
        return fields.read(tenant, id, hash(tenant, id));
    }

    @Override
    public Optional<Addressed> addressed(String tenant, String id, long version) {
        var known = addressed.get(id).filter(one -> one.endpoint().version() >= version);
        if (known.isPresent()) {
            return known.filter(one -> one.endpoint().tenant().equals(tenant));
        }
        var hash = hash(tenant, id);
        var read = fields.read(tenant, id, hash).map(endpoint -> new Addressed(endpoint, open(id, hash)));
        read.ifPresentOrElse(one -> addressed.put(id, one), () -> addressed.remove(id));
        return read;
    }

    @Override
    public List<Endpoint> list(String tenant, @Nullable String after, int limit) {
        var ids = redis.<List<String>>call(commands -> commands.hkeys(keys.of(tenant, "endpoints", tenant))).stream()
                .sorted()
                .filter(id -> after == null || id.compareTo(after) > 0)
                .limit(limit)
                .toList();
        var hashes = redis.<String, Map<String, String>>callAll(
                ids, (commands, id) -> commands.hgetall(keys.of(tenant, "endpoint", id)));
        return IntStream.range(0, ids.size())
                .mapToObj(index -> fields.read(tenant, ids.get(index), hashes.get(index)))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Change change(String tenant, String id, @Nullable Long expected, UnaryOperator<Endpoint> change) {
        while (true) {
            var before = find(tenant, id).orElse(null);
            if (before == null) {
                return new Change.Missing();
            }
            if (expected != null && expected != before.version()) {
                return new Change.Stale(before.version());
            }
            var after = change.apply(before);
            var changed = new ArrayList<>(fields.settings(after));
            if (!after.state().equals(before.state())) {
                changed.addAll(fields.state(after.state()));
            }
            if (keep(after, before.version(), changed).equals(KEPT)) {
                return find(tenant, id).<Change>map(Change.Changed::new).orElseGet(Change.Missing::new);
            }
        }
    }

    @Override
    public Optional<SigningKeys> changeKeys(String tenant, String id, UnaryOperator<SigningKeys> change) {
        while (true) {
            var hash = hash(tenant, id);
            var endpoint = fields.read(tenant, id, hash).orElse(null);
            if (endpoint == null) {
                return Optional.empty();
            }
            var after = change.apply(open(id, hash));
            if (keep(endpoint, endpoint.version(), keys(id, after)).equals(KEPT)) {
                return Optional.of(after);
            }
        }
    }

    @Override
    public Optional<SigningKeys> keys(String tenant, String id) {
        var hash = hash(tenant, id);
        return fields.read(tenant, id, hash).map(_ -> open(id, hash));
    }

    @Override
    public boolean delete(String tenant, String id) {
        boolean ended = END.run(redis, keys.shard(tenant), clock, tenant, id) == 1;
        addressed.remove(id);
        // also when it had ended: whoever ended it may not have come to the end of this
        while (FORGET.run(redis, keys.shard(tenant), clock, tenant, id, FORGOTTEN_AT_ONCE) > 0) {}
        return ended;
    }

    /** Keeps some fields, as names and values in turn; returns what became of that. */
    private String keep(Endpoint endpoint, long version, List<String> changed) {
        var arguments = new ArrayList<Object>(
                List.of(endpoint.tenant(), endpoint.id(), version, most, DirectoryLine.of(endpoint)));
        arguments.addAll(changed);
        return KEEP.run(redis, keys.shard(endpoint.tenant()), clock, arguments.toArray());
    }

    private Map<String, String> hash(String tenant, String id) {
        return redis.call(commands -> commands.hgetall(keys.of(tenant, "endpoint", id)));
    }

    private List<String> keys(String id, SigningKeys signingKeys) {
        return List.of("keys", sealed.seal(id, signingKeys));
    }

    private SigningKeys open(String id, Map<String, String> hash) {
        return sealed.open(id, Objects.requireNonNull(hash.get("keys"), "an endpoint without keys"));
    }
}
