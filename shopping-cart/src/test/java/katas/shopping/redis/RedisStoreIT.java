package katas.shopping.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lettuce.core.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import katas.lab.testing.Lab;
import katas.lab.testing.MutableClock;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.shopping.Shards;
import katas.shopping.StoreUnavailable;
import katas.shopping.effect.DeadLetters.DeadLetter;
import katas.shopping.effect.DeadLetters.Mark;
import katas.shopping.effect.DeadLetters.Parking;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.EffectsContract;
import katas.shopping.effect.Poison;
import katas.shopping.effect.RawRecord;
import katas.shopping.json.MessageFormat;
import katas.shopping.messages.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class RedisStoreIT implements EffectsContract {
    private static final long FOR_EVER = -1;

    private final RedisHandle redis;
    private RedisReplica replica;
    private RedisStore store;

    RedisStoreIT(RedisHandle redis) {
        this.redis = redis;
    }

    @BeforeEach
    void connect() {
        replica = RedisReplica.of(redis);
        store = replica.store();
    }

    @AfterEach
    void disconnect() {
        replica.close();
    }

    @Override
    public RedisStore documents() {
        return store;
    }

    @Override
    public RedisStore effects() {
        return store;
    }

    @Override
    public RedisStore agendas() {
        return store;
    }

    @Override
    public List<Envelope> said() {
        return replica
                .link()
                .call(commands -> commands.xrange(replica.keys().outbox(SHARD, "order"), Range.<String>unbounded()))
                .stream()
                .map(entry -> envelope(entry.getBody()))
                .toList();
    }

    @Override
    public String park(long offset) {
        var record = new RawRecord("stock", 0, offset, KEY, Map.of(), "{}");
        letters().park(FROM_LOG.consumer(), KEY, record, "sick");
        return record.position();
    }

    @Test
    void what_is_kept_for_a_while_goes_by_itself() {
        store.apply(Effect.in("order", SHARD).changing(store.load(PURSE), new Money(1, "EUR"), Duration.ofHours(1)));

        assertThat(millisLeft()).isBetween(1L, Duration.ofHours(1).toMillis());
        store.apply(Effect.in("order", SHARD).changing(store.load(PURSE), new Money(2, "EUR")));
        assertThat(millisLeft()).isEqualTo(FOR_EVER);
    }

    @Test
    void an_inbox_forgets_after_its_retention() {
        var once = new Effect.Inbox("order", "m1");
        store.apply(Effect.in("order", SHARD).once(once));

        long left = replica.link()
                .<Long>call(commands -> commands.pttl(replica.keys().inbox(SHARD, once)));
        assertThat(left).isBetween(1L, RedisReplica.RETENTION.toMillis());
    }

    @Test
    void a_document_that_cannot_be_read_is_poison_and_never_guessed_at() {
        replica.link()
                .call(commands -> commands.hset(
                        replica.keys().document(PURSE), Map.of("n", "1", "d", "{\"amount\":1,\"euros\":1}")));

        assertThatThrownBy(() -> store.load(PURSE)).isInstanceOf(Poison.class).hasMessageContaining("Money");
    }

    @Test
    void a_script_that_redis_has_forgotten_is_sent_again() {
        replica.link().call(commands -> commands.scriptFlush());

        assertThat(store.apply(Effect.in("order", SHARD).saying(COMPLETED))).isEqualTo(Effects.Applied.DONE);
        assertThat(said()).hasSize(1);
    }

    @Test
    void nobody_waits_longer_than_the_deadline_for_a_redis_that_does_not_answer() {
        try (var impatient = RedisReplica.of(redis, replica.keys(), Duration.ofMillis(200))) {
            redis.pause();

            assertThatThrownBy(() -> impatient.store().load(PURSE)).isInstanceOf(StoreUnavailable.class);
            assertThatThrownBy(() -> impatient.store().apply(Effect.in("order", SHARD)))
                    .isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void dead_letters_are_listed_with_what_waits_first_and_why() {
        var first = new RawRecord("stock", 3, 7, KEY, Map.of("ce_id", "m7", "odd", "\u00ff\u0000"), "{\u00fc");
        var bare = new RawRecord("stock", 3, 9, null, Map.of(), null);
        letters().park("order", KEY, first, "sick");
        letters().park("order", KEY, new RawRecord("stock", 3, 8, KEY, Map.of(), "{}"), "not why");
        letters().park("view", "stock/3/9 ü:?", bare, "no key");

        var listed = letters().list(Mark.START, 100).letters();

        assertThat(listed)
                .extracting(
                        DeadLetter::consumer,
                        DeadLetter::key,
                        DeadLetter::head,
                        DeadLetter::reason,
                        DeadLetter::waiting)
                .containsExactlyInAnyOrder(
                        tuple("order", KEY, first, "sick", 2L), tuple("view", "stock/3/9 ü:?", bare, "no key", 1L));
        assertThat(listed)
                .allSatisfy(letter -> assertThat(letters().find(letter.id())).contains(letter));
        assertThat(letters().count()).isEqualTo(2);
        assertThat(letters().find("none")).isEmpty();
    }

    @Test
    void pages_of_dead_letters_together_are_all_the_longest_waiting_first_whatever_goes_meanwhile() {
        var clock = MutableClock.at(NOON);
        var letters = new RedisDeadLetters(replica.link(), replica.keys(), clock, 10);
        for (int number = 0; number < 20; number++) {
            letters.park("order", "key_" + number, new RawRecord("stock", 0, number, null, Map.of(), "{}"), "sick");
            // several wait since the same moment, in several shards
            clock.advance(Duration.ofMillis(number % 5 == 0 ? 1 : 0));
        }
        var all = letters.list(Mark.START, 100).letters();
        assertThat(all).hasSize(20).isSortedAccordingTo(Comparator.comparing(DeadLetter::mark));

        var paged = new ArrayList<DeadLetter>();
        var mark = Optional.of(Mark.START);
        while (mark.isPresent()) {
            var page = letters.list(mark.get(), 3);
            assertThat(page.letters()).hasSizeBetween(1, 3);
            paged.addAll(page.letters());
            leave(page.letters().getLast());
            mark = Optional.ofNullable(page.next());
        }

        assertThat(paged).isEqualTo(all);
        assertThat(letters.count()).isEqualTo(20 - 7);
    }

    @Test
    void what_waits_for_a_retired_consumer_is_forgotten_100_at_a_time_and_the_others_wait_on() {
        for (int number = 0; number < 120; number++) {
            letters()
                    .park("view-carts-g1", "key_" + number, new RawRecord("carts", 0, number, null, Map.of(), "{"), "");
        }
        var kept = new RawRecord("carts", 0, 1, null, Map.of(), "{");
        letters().park("view-carts-g10", "key_1", kept, "sick");
        letters().park("order", "key_1", kept, "sick");

        assertThat(letters().forget("view-carts-g1")).isFalse();
        assertThat(letters().count()).isEqualTo(20 + 2);
        assertThat(letters().forget("view-carts-g1")).isFalse();
        assertThat(letters().forget("view-carts-g1")).isTrue();

        assertThat(letters().count()).isEqualTo(2);
        assertThat(letters().list(Mark.START, 100).letters())
                .extracting(DeadLetter::consumer)
                .containsExactlyInAnyOrder("view-carts-g10", "order");
        assertThat(replica.link().<List<String>>call(commands -> commands.keys("*view-carts-g1:*")))
                .isEmpty();
    }

    private void leave(DeadLetter letter) {
        var turn = new Effect.Sequence(
                letter.consumer(), letter.key(), letter.head().position());
        store.apply(Effect.in("order", Shards.of(letter.key())).inSequence(turn));
    }

    @Test
    void a_record_is_parked_once() {
        park(7);
        park(7);

        assertThat(letters().list(Mark.START, 100).letters())
                .singleElement()
                .extracting(DeadLetter::waiting)
                .isEqualTo(1L);
    }

    @Test
    void what_should_wait_behind_nothing_does_not_wait() {
        var record = new RawRecord("stock", 0, 7, KEY, Map.of(), "{}");

        assertThat(letters().parkBehind("order", KEY, record)).isEqualTo(Parking.NOTHING_WAITS);
        letters().park("order", KEY, new RawRecord("stock", 0, 6, KEY, Map.of(), "{}"), "sick");
        assertThat(letters().parkBehind("order", KEY, record)).isEqualTo(Parking.PARKED);
    }

    @Test
    void a_sequence_that_is_full_takes_no_more() {
        var letters = new RedisDeadLetters(replica.link(), replica.keys(), MutableClock.at(NOON), 1);

        assertThat(letters.park("order", KEY, new RawRecord("stock", 0, 6, KEY, Map.of(), "{}"), "sick"))
                .isEqualTo(Parking.PARKED);
        assertThat(letters.park("order", KEY, new RawRecord("stock", 0, 7, KEY, Map.of(), "{}"), "sick"))
                .isEqualTo(Parking.FULL);
    }

    @Test
    void a_sequence_that_still_waits_says_why_and_an_empty_one_says_nothing() {
        var head = park(7);
        var letter = letters().list(Mark.START, 100).letters().getFirst();

        letters().keep(letter, "sick again");
        assertThat(letters().find(letter.id())).map(DeadLetter::reason).contains("sick again");

        store.apply(Effect.in("order", SHARD).inSequence(new Effect.Sequence("order", KEY, head)));
        letters().keep(letter, "sick again");
        assertThat(letters().list(Mark.START, 100).letters()).isEmpty();
        assertThat(letters().count()).isZero();
    }

    private RedisDeadLetters letters() {
        return new RedisDeadLetters(replica.link(), replica.keys(), MutableClock.at(NOON), 10);
    }

    private long millisLeft() {
        return replica.link()
                .<Long>call(commands -> commands.pttl(replica.keys().document(PURSE)));
    }

    private static Envelope envelope(Map<String, String> fields) {
        return new Envelope(
                new MessageFormat().read(field(fields, "type"), field(fields, "value")), field(fields, "trace"));
    }

    private static String field(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name));
    }
}
