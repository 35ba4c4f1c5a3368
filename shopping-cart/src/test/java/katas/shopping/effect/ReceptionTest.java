package katas.shopping.effect;

import static katas.shopping.effect.Reception.Taken.HANDLED;
import static katas.shopping.effect.Reception.Taken.LATER;
import static katas.shopping.effect.Reception.Taken.PARKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import katas.shopping.MemoryDeadLetters;
import katas.shopping.MemoryStore;
import katas.shopping.Shards;
import katas.shopping.StoreUnavailable;
import katas.shopping.effect.DeadLetters.DeadLetter;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Redrives.Drop;
import katas.shopping.effect.Redrives.Drop.Dropped;
import katas.shopping.effect.Redrives.Drop.OtherHead;
import katas.shopping.effect.Redrives.Redrive.Absent;
import katas.shopping.effect.Redrives.Redrive.PlayedElsewhere;
import katas.shopping.effect.Redrives.Redrive.Stuck;
import katas.shopping.effect.Redrives.Redrive.Through;
import katas.shopping.json.CloudEvents;
import katas.shopping.json.MessageFormat;
import katas.shopping.messages.CartEvent.CartReopened;
import katas.shopping.messages.Message;
import org.junit.jupiter.api.Test;

class ReceptionTest {
    private static final String SICK = "cart_sick";
    private static final String WELL = "cart_well";

    private final MemoryStore store = new MemoryStore();
    private final MemoryDeadLetters letters = new MemoryDeadLetters(store);
    private final Redrives redrives = new Redrives(letters, store);
    private final List<String> passed = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private Effects effects = store;
    private boolean elsewhere;
    private long offset;

    /** A handler's document: the versions that it heard of, in their order. */
    record Heard(List<Long> versions) {}

    @Test
    void a_record_that_comes_twice_has_its_effect_once() {
        var reception = reception();
        var record = record(WELL, 1);

        assertThat(reception.take(record)).isEqualTo(HANDLED);
        assertThat(reception.take(record)).isEqualTo(HANDLED);

        assertThat(heard(WELL)).containsExactly(1L);
    }

    @Test
    void the_sick_one_waits_with_its_successors_and_nobody_else_does() {
        var reception = reception();
        refused.add(SICK + 2);

        assertThat(takeAll(
                        reception, record(SICK, 1), record(WELL, 1), record(SICK, 2), record(SICK, 3), record(WELL, 2)))
                .containsExactly(HANDLED, HANDLED, PARKED, PARKED, HANDLED);

        assertThat(heard(SICK)).containsExactly(1L);
        assertThat(heard(WELL)).containsExactly(1L, 2L);
        assertThat(letters.list())
                .singleElement()
                .satisfies(letter -> assertThat(letter.waiting()).isEqualTo(2))
                .extracting(DeadLetter::key, DeadLetter::reason)
                .containsExactly(SICK, "will not hear " + SICK + 2);
    }

    @Test
    void a_redrive_handles_all_that_waited_in_their_order() {
        var reception = reception();
        refused.add(SICK + 2);
        takeAll(reception, record(SICK, 1), record(SICK, 2), record(SICK, 3), record(SICK, 4));

        refused.clear();
        var redriven = redrives.redrive(letters.list().getFirst().id());

        assertThat(redriven).isEqualTo(new Through(3));
        assertThat(heard(SICK)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(letters.list()).isEmpty();
        assertThat(reception.take(record(SICK, 5))).isEqualTo(HANDLED);
    }

    @Test
    void a_redrive_ends_at_the_next_that_is_sick_and_says_why() {
        var reception = reception();
        refused.addAll(Set.of(SICK + 1, SICK + 3));
        takeAll(reception, record(SICK, 1), record(SICK, 2), record(SICK, 3), record(SICK, 4));

        refused.remove(SICK + 1);
        var redriven = redrives.redrive(letters.list().getFirst().id());

        assertThat(redriven).isInstanceOfSatisfying(Stuck.class, stuck -> {
            assertThat(stuck.handled()).isEqualTo(2);
            assertThat(stuck.letter().reason()).isEqualTo("will not hear " + SICK + 3);
            assertThat(stuck.letter().waiting()).isEqualTo(2);
        });
        assertThat(heard(SICK)).containsExactly(1L, 2L);
    }

    @Test
    void a_record_whose_bytes_mean_nothing_waits_by_its_key_and_without_one_alone() {
        var reception = reception();
        var broken = new RawRecord("carts", 1, offset++, SICK, Map.of(), "\u00ff");
        var keyless = new RawRecord("carts", 1, offset++, null, Map.of(), "\u00ff");
        var unreadableKey = new RawRecord("carts", 1, offset++, "\u00ff", Map.of(), "{}");

        assertThat(takeAll(reception, broken, keyless, unreadableKey, record(SICK, 1), record(WELL, 1)))
                .containsExactly(PARKED, PARKED, PARKED, PARKED, HANDLED);

        assertThat(letters.list())
                .extracting(DeadLetter::key)
                .containsExactly(SICK, keyless.position(), unreadableKey.position());
    }

    @Test
    void a_mistake_in_a_handler_is_no_reason_to_stop_the_others() {
        var delivery = new Delivery(
                "test", message -> List.of(Optional.<Effect>empty()).get(1), store, Passage.OPEN);

        assertThat(new Reception(delivery, letters, new CloudEvents()).take(record(SICK, 1)))
                .isEqualTo(PARKED);
    }

    @Test
    void what_concerns_nobody_now_may_concern_somebody_later_and_waits_too() {
        var reception = reception();
        refused.add(SICK + 1);
        // versions below 0 concern this handler only once it has heard of another
        assertThat(takeAll(reception, record(SICK, -1), record(SICK, 1), record(SICK, -2)))
                .containsExactly(HANDLED, PARKED, PARKED);

        refused.clear();
        redrives.redrive(letters.list().getFirst().id());

        assertThat(heard(SICK)).containsExactly(1L, -2L);
    }

    @Test
    void while_the_store_is_away_nothing_is_parked() {
        effects = effect -> {
            throw new StoreUnavailable("away", null);
        };

        assertThatThrownBy(() -> reception().take(record(WELL, 1))).isInstanceOf(StoreUnavailable.class);
        assertThat(letters.list()).isEmpty();
    }

    @Test
    void a_decision_on_something_that_changed_is_made_again_and_not_for_ever() {
        var stale = new int[] {0};
        effects = effect -> stale[0]++ < 3 ? Applied.STALE : store.apply(effect);
        assertThat(reception().take(record(WELL, 1))).isEqualTo(HANDLED);

        effects = effect -> Applied.STALE;
        assertThat(reception().take(record(WELL, 2))).isEqualTo(LATER);
        assertThat(heard(WELL)).containsExactly(1L);
    }

    @Test
    void an_effect_in_another_shard_happens_once_and_in_order_as_well() {
        elsewhere = true;
        var reception = reception();
        refused.add(SICK + 1);
        var first = record(SICK, 1);
        takeAll(reception, first, record(SICK, 2));

        refused.clear();
        assertThat(redrives.redrive(letters.list().getFirst().id())).isEqualTo(new Through(2));
        assertThat(reception.take(first)).isEqualTo(HANDLED);

        assertThat(heard(SICK)).containsExactly(1L, 2L);
        assertThat(letters.list()).isEmpty();
    }

    @Test
    void a_redrive_ends_though_its_head_never_leaves() {
        refused.add(SICK + 1);
        takeAll(reception(), record(SICK, 1), record(SICK, 2));
        refused.clear();
        // says that it was done, and does nothing
        effects = effect -> Applied.DONE;
        reception();

        var redriven = redrives.redrive(letters.list().getFirst().id());

        assertThat(redriven).isInstanceOfSatisfying(Stuck.class, stuck -> {
            assertThat(stuck.handled()).isZero();
            assertThat(stuck.letter().waiting()).isEqualTo(2);
        });
    }

    @Test
    void a_head_that_can_never_be_read_is_dropped_and_those_behind_it_have_their_effect_with_the_next_redrive() {
        var reception = reception();
        var broken = new RawRecord("carts", 1, offset++, SICK, Map.of(), "\u00ff");
        takeAll(reception, broken, record(SICK, 1), record(SICK, 2));
        var id = letters.list().getFirst().id();
        assertThat(redrives.redrive(id)).isInstanceOf(Stuck.class);

        assertThat(redrives.drop(id, broken.position())).isEqualTo(new Dropped(broken));

        assertThat(letters.list())
                .singleElement()
                .extracting(DeadLetter::waiting, DeadLetter::reason)
                .containsExactly(2L, "the one before it was dropped");
        assertThat(redrives.redrive(id)).isEqualTo(new Through(2));
        assertThat(heard(SICK)).containsExactly(1L, 2L);
    }

    @Test
    void nobody_drops_another_head_than_the_one_that_was_seen() {
        refused.add(SICK + 1);
        var first = record(SICK, 1);
        var second = record(SICK, 2);
        takeAll(reception(), first, second);
        var id = letters.list().getFirst().id();

        assertThat(redrives.drop(id, second.position())).isInstanceOf(OtherHead.class);
        assertThat(letters.list())
                .singleElement()
                .extracting(DeadLetter::waiting)
                .isEqualTo(2L);

        redrives.drop(id, first.position());
        assertThat(redrives.drop(id, first.position())).isInstanceOf(OtherHead.class);
        redrives.drop(id, second.position());
        assertThat(redrives.drop(id, second.position())).isEqualTo(new Drop.Absent());
    }

    @Test
    void only_who_plays_the_consumer_can_redrive_it() {
        refused.add(SICK + 1);
        reception().take(record(SICK, 1));
        var id = letters.list().getFirst().id();

        redrives.leave("test");

        assertThat(redrives.redrive(id)).isEqualTo(new PlayedElsewhere("test"));
        assertThat(redrives.redrive("none")).isEqualTo(new Absent());
    }

    @Test
    void faults_can_be_injected_around_an_effect() {
        reception().take(record(WELL, 1));

        assertThat(passed).containsExactly("before-effect:CartReopened", "after-effect:CartReopened");
    }

    private Reception reception() {
        var delivery = new Delivery(
                "test", this::handle, effects, (moment, subject) -> passed.add(new CrashPoint(moment, subject).name()));
        var reception = new Reception(delivery, letters, new CloudEvents());
        redrives.play(reception);
        return reception;
    }

    private Optional<Effect> handle(Message message) {
        var event = (CartReopened) message;
        if (refused.contains(event.cartId() + event.version())) {
            throw new Poison("will not hear " + event.cartId() + event.version(), null);
        }
        var stored = store.load(at(event.cartId()));
        var heard = new ArrayList<>(stored.found().map(Heard::versions).orElse(List.of()));
        if (event.version() < 0 && heard.isEmpty()) {
            return Optional.empty();
        }
        heard.add(event.version());
        return Optional.of(Effect.in("test", stored.place().shard()).changing(stored, new Heard(heard)));
    }

    private List<Long> heard(String cart) {
        return store.load(at(cart)).found().orElseThrow().versions();
    }

    private Place<Heard> at(String cart) {
        int shard = Shards.of(cart);
        return new Place<>(elsewhere ? (shard + 1) % Shards.COUNT : shard, "heard:" + cart, Heard.class);
    }

    private static List<Reception.Taken> takeAll(Reception reception, RawRecord... records) {
        return List.of(records).stream().map(reception::take).toList();
    }

    private RawRecord record(String cart, long version) {
        var event = new CartReopened(cart, version, "order_1");
        var headers = CloudEvents.headers("cart", "m" + offset, MessageFormat.typeOf(event), Instant.EPOCH, null);
        return new RawRecord("carts", 1, offset++, cart, headers, new MessageFormat().write(event));
    }
}
