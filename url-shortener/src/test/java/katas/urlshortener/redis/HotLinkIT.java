package katas.urlshortener.redis;

import static katas.urlshortener.redis.NewLinks.OTHER_TARGET;
import static katas.urlshortener.redis.NewLinks.leading;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Seeds;
import katas.lab.testing.TradeOffs;
import katas.urlshortener.Link;
import katas.urlshortener.LinkChange;
import katas.urlshortener.LinkChange.Outcome.Changed;
import katas.urlshortener.Lookup;
import katas.urlshortener.Resolution;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.naive.TtlCache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Links that everybody wants, and codes that nobody has. */
@Lab(Needs.REDIS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HotLinkIT {
    private static final int READERS = 1_000;
    private static final int MISSES = 10_000;
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);
    private static final String STAMPEDE = "reads by 1,000 visitors of a hot link just edited";
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** Stands still, so that a busy machine does not let copies grow old. */
    private final AtomicLong now = new AtomicLong();

    private final AtomicLong naiveNow = new AtomicLong();

    private List<Replica> replicas = List.of();

    @BeforeAll
    void start(RedisHandle redis) {
        replicas = Stream.generate(() ->
                        Replica.of(redis.uri()).patient().nanoTime(now::get).start())
                .limit(3)
                .toList();
    }

    @AfterAll
    void stop() {
        replicas.forEach(Replica::close);
    }

    @Test
    void a_link_that_is_hot_for_ever_is_seen_edited_by_every_replica() {
        var link = NewLinks.create(replicas.getFirst(), NewLinks.plain("ann"));
        keepHot(link, replicas.stream().map(replica -> replica.lookups).toList());

        var edited = edit(replicas.getFirst(), link);

        for (var replica : replicas) {
            Patience.until(() -> replica.lookups.get(link.code()).equals(edited));
        }
    }

    @Test
    void a_copy_that_every_hit_prolongs_is_never_seen_edited() {
        var link = NewLinks.create(replicas.getFirst(), NewLinks.plain("ann"));
        var naive = replicas.stream().map(this::naive).toList();
        keepHot(link, naive);

        edit(replicas.getFirst(), link);

        keepHot(link, naive);
        assertThat(naive).allSatisfy(cache -> assertThat(cache.get(link.code())).isEqualTo(new Lookup.Existing(link)));
    }

    @Test
    void a_thousand_visitors_of_a_hot_link_that_was_just_edited_cost_one_read() {
        var replica = replicas.getFirst();
        var link = NewLinks.create(replica, NewLinks.plain("ann"));
        replica.lookups.get(link.code());
        var edited = edit(replica, link);
        replica.hearAll();

        long before = gets(replica);
        var answers = LoadDriver.run(READERS, _ -> replica.lookups.get(link.code()));

        assertThat(answers.failures()).isEmpty();
        assertThat(answers.count(edited)).isEqualTo(READERS);
        long reads = gets(replica) - before;
        TradeOffs.record(STAMPEDE, "tracked", reads);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void without_flights_a_thousand_visitors_cost_hundreds_of_reads() {
        var replica = replicas.getFirst();
        var link = NewLinks.create(replica, NewLinks.plain("ann"));
        var naive = naive(replica);
        naive.get(link.code());
        naiveNow.addAndGet(TIME_TO_LIVE.toNanos());

        long before = gets(replica);
        var answers = LoadDriver.run(READERS, _ -> naive.get(link.code()));

        assertThat(answers.count(new Lookup.Existing(link))).isEqualTo(READERS);
        long reads = gets(replica) - before;
        TradeOffs.record(STAMPEDE, "ttl-cache", reads);
        assertThat(reads).isGreaterThan(100);
    }

    @Test
    void ten_thousand_random_codes_cost_redis_at_most_a_hundred_reads() {
        var replica = replicas.getFirst();
        var random = new SplittableRandom(Seeds.next());
        replica.blocks.lease(1_000_000);

        long before = gets(replica);
        var answers = LoadDriver.run(MISSES, 50, _ -> replica.resolver.resolve(guess(random.nextLong()), true));

        assertThat(answers.count(new Resolution.Unknown())).isEqualTo(MISSES);
        long reads = gets(replica) - before;
        TradeOffs.record("reads for 10,000 random codes", "tracked", reads);
        assertThat(reads).isLessThanOrEqualTo(MISSES / 100);
    }

    @Test
    void a_text_that_is_no_link_is_asked_for_once_until_somebody_claims_it() {
        var replica = replicas.getFirst();
        var other = replicas.getLast();

        long before = gets(replica);
        for (int i = 0; i < 100; i++) {
            assertThat(replica.resolver.resolve("wp-login", true)).isEqualTo(new Resolution.Unknown());
        }
        assertThat(gets(replica) - before).isEqualTo(1);

        var claimed = NewLinks.create(other, NewLinks.aliased("ann", "wp-login"));

        Patience.until(() -> replica.resolver.resolve("wp-login", true).equals(new Resolution.Leads(claimed)));
    }

    /** Asks for ten minutes, once a second. */
    private void keepHot(Link link, List<? extends ReadThrough<String, Lookup>> caches) {
        for (int second = 0; second < 600; second++) {
            naiveNow.addAndGet(Duration.ofSeconds(1).toNanos());
            caches.forEach(cache -> cache.get(link.code()));
        }
    }

    private ReadThrough<String, Lookup> naive(Replica replica) {
        return new TtlCache<>(replica.store, TIME_TO_LIVE, READERS, naiveNow::get);
    }

    private static Lookup edit(Replica replica, Link link) {
        var change = new LinkChange(null, before -> leading(before, OTHER_TARGET));
        if (replica.links.change(link.code(), link.owner(), change) instanceof Changed(var changed)) {
            return new Lookup.Existing(changed);
        }
        throw new AssertionError("not changed");
    }

    private static long gets(Replica replica) {
        return replica.sent(CommandType.GET);
    }

    private static String guess(long random) {
        var code = new StringBuilder();
        for (long rest = random >>> 1; code.length() < 7; rest /= ALPHABET.length()) {
            code.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
        }
        return code.toString();
    }
}
