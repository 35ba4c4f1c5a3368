package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.protocol.CommandType;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.TradeOffs;
import katas.urlshortener.Lookup;
import katas.urlshortener.Resolution.Leads;
import katas.urlshortener.Variant;
import katas.urlshortener.code.CodeKey;
import katas.urlshortener.code.LeasedIds;
import katas.urlshortener.naive.CounterCodes;
import katas.urlshortener.naive.RandomCodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes of several replicas that share one counter, and of some that end in the middle of a block. */
@Lab(Needs.REDIS)
class CodeLeasesIT {
    private static final int CODES = 10_000;
    private static final int BLOCK = 1_000;
    private static final CodeKey FIRST = new CodeKey(1, 2);
    private static final CodeKey SECOND = new CodeKey(3, 4);

    private final List<Replica> replicas = new ArrayList<>();

    @AfterEach
    void stop() {
        replicas.forEach(Replica::close);
    }

    @Test
    void codes_are_unique_over_3_replicas_when_others_end_in_the_middle_of_a_block(RedisHandle redis) {
        var abandoned = start(redis, FIRST);
        var before = codes(abandoned, BLOCK + BLOCK / 2);

        var survivors = Stream.generate(() -> start(redis, FIRST)).limit(3).toList();
        var after = LoadDriver.run(CODES, 30, i -> survivors.get(i % 3).codes.next());

        assertThat(after.failures()).isEmpty();
        var all = new HashSet<>(before);
        all.addAll(after.results());
        assertThat(all).hasSize(before.size() + CODES);
    }

    @Test
    void links_of_3_replicas_have_codes_of_their_own_and_lead_where_they_should(RedisHandle redis) {
        var three = Stream.generate(() -> start(redis, FIRST)).limit(3).toList();
        int links = Rounds.of(500, CODES);

        var created = LoadDriver.run(links, 30, i -> NewLinks.create(three.get(i % 3), NewLinks.plain("ann")));

        assertThat(created.failures()).isEmpty();
        assertThat(new HashSet<>(created.results())).hasSize(links);
        assertThat(created.results())
                .allSatisfy(link ->
                        assertThat(three.getFirst().lookups.get(link.code())).isEqualTo(new Lookup.Existing(link)));
    }

    @Test
    void a_thousand_codes_cost_one_call_to_redis(RedisHandle redis) {
        var replica = start(redis, FIRST);
        long before = replica.sent(CommandType.INCRBY);

        codes(replica, CODES);

        long calls = replica.sent(CommandType.INCRBY) - before;
        TradeOffs.record("calls to Redis for 10,000 codes", "tracked", calls);
        assertThat(calls).isEqualTo(CODES / BLOCK);
    }

    @Test
    void a_new_key_gives_out_no_code_again_and_codes_of_the_old_one_still_lead_somewhere(RedisHandle redis) {
        var old = start(redis, FIRST);
        var link = NewLinks.create(old, NewLinks.plain("ann"));
        var before = codes(old, CODES);

        var rotated = start(redis, FIRST, SECOND);
        var after = codes(rotated, CODES);

        var all = new HashSet<>(before);
        all.addAll(after);
        assertThat(all).hasSize(2 * CODES).doesNotContain(link.code());
        assertThat(rotated.codes.excludes(link.code())).isFalse();
        assertThat(rotated.lookups.get(link.code())).isEqualTo(new Lookup.Existing(link));
    }

    @Test
    void a_code_is_not_taken_for_a_guess_on_any_replica_once_its_link_was_created(RedisHandle redis) {
        var here = start(redis, FIRST);
        var there = start(redis, FIRST);
        there.codes.excludes(codes(here, 1).getFirst());

        // the last begins a new block, of which the other replica has to hear
        codes(here, BLOCK - 2);
        var link = NewLinks.create(here, NewLinks.plain("ann"));
        var next = NewLinks.create(here, NewLinks.plain("ann"));

        assertThat(here.codes.excludes(next.code())).isFalse();
        Patience.until(() -> !there.codes.excludes(link.code()) && !there.codes.excludes(next.code()));
    }

    @ParameterizedTest
    @EnumSource(names = {"RANDOM_CODES", "COUNTER_CODES"})
    void links_of_a_variant_that_makes_codes_without_a_key_are_not_taken_for_guesses(
            Variant variant, RedisHandle redis) {
        // their mark stays
        var database = redis.uri() + "/7";
        try (var replica = Replica.of(database).patient().start();
                var naive = Replica.of(database).patient().variant(variant).start()) {
            replica.patient().call(commands -> commands.flushdb());
            var ids = new LeasedIds(naive.blocks, 1);
            var codes =
                    variant == Variant.COUNTER_CODES ? new CounterCodes(ids) : new RandomCodes(new SecureRandom(), ids);
            assertThat(replica.codes.excludes("0000000")).isTrue();

            var link = NewLinks.created(naive.links.create(NewLinks.plain("ann"), codes));

            Patience.until(() -> replica.resolver.resolve(link.code(), true).equals(new Leads(link)));
        }
    }

    private Replica start(RedisHandle redis, CodeKey... keys) {
        var replica = Replica.of(redis.uri()).patient().keys(keys).start();
        replicas.add(replica);
        return replica;
    }

    private static List<String> codes(Replica replica, int count) {
        return IntStream.range(0, count).mapToObj(_ -> replica.codes.next()).toList();
    }
}
