package katas.shopping.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import katas.lab.testing.MutableClock;
import katas.lab.testing.Rounds;
import katas.lab.testing.Seeds;
import katas.shopping.MemoryDeadLetters;
import katas.shopping.Shards;
import katas.shopping.cart.RandomShopping;
import katas.shopping.cart.Shop;
import katas.shopping.effect.DeadLetters.DeadLetter;
import katas.shopping.effect.RawRecord;
import katas.shopping.json.StoredFormat;
import katas.shopping.messages.CartEvent;
import katas.shopping.view.Projections.Next;
import katas.shopping.view.Projections.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RebuildsTest {
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Generation FIRST = new Generation("carts", 1);

    private final Random random = new Random(Seeds.next());
    private final Shop shop = new Shop(random.nextLong());
    private final RandomShopping shopping = new RandomShopping(shop, random);
    private final MemoryTopic topic = new MemoryTopic(shop.store);
    private final MutableClock clock = MutableClock.at(Instant.parse("2026-03-01T09:00:00Z"));
    private final MemoryDeadLetters letters = new MemoryDeadLetters(shop.store);
    private final Projections projections = new Projections(shop.store, shop.store);
    private final Rebuilds rebuilds =
            new Rebuilds(shop.store, shop.store, shop.store, letters, projections, topic, clock, GRACE);
    private final StoredFormat format = new StoredFormat();
    private int published;

    @ParameterizedTest
    @ValueSource(strings = {"carts", "demand"})
    void a_view_that_is_rebuilt_while_events_arrive_has_byte_for_byte_what_it_had(String view) {
        for (int round = 0; round < Rounds.of(3, 30); round++) {
            shop(400);
            rebuilds.look();
            projections.rebuild(view);
            rebuilds.look();
            for (int i = 0; i < 20; i++) {
                rebuilds.look();
                topic.handle(5, random);
                shop(10);
            }
            topic.handleAll();
            var before = rows(view, round + 1);

            rebuilds.look();

            assertThat(projections.find(view)).contains(new Status(view, round + 2, published, null));
            assertThat(rows(view, round + 2)).isEqualTo(before).isNotEmpty();
            clear();
        }
    }

    @Test
    void the_old_generation_serves_until_the_new_one_has_come_to_where_the_events_ended() {
        shop(100);
        rebuilds.look();
        topic.handleAll();
        int before = published;
        projections.rebuild("carts");
        rebuilds.look();

        assertThat(projections.find("carts")).contains(new Status("carts", 1, before, new Next(2, 0)));
        shop(50);
        topic.handle(3, random);
        rebuilds.look();
        assertThat(projections.find("carts").orElseThrow().generation()).isEqualTo(1);

        topic.handleAll();
        rebuilds.look();
        assertThat(projections.find("carts")).contains(new Status("carts", 2, published, null));
    }

    @Test
    void a_new_generation_that_has_come_to_its_goal_shows_nobody_the_past() {
        shop(100);
        rebuilds.look();
        topic.handleAll();
        projections.rebuild("carts");
        rebuilds.look();
        var goal = topic.ends();
        rebuilds.look();
        shop(50);
        topic.handleAll(FIRST);

        topic.handleUntil(FIRST.next(), goal);
        rebuilds.look();
        assertThat(projections.find("carts").orElseThrow().generation()).isEqualTo(1);

        topic.handleAll(FIRST.next());
        rebuilds.look();
        assertThat(projections.find("carts")).contains(new Status("carts", 2, published, null));
    }

    @Test
    void a_new_generation_that_is_ahead_of_one_that_stands_still_does_not_wait_for_it() {
        shop(100);
        rebuilds.look();
        projections.rebuild("carts");
        rebuilds.look();
        rebuilds.look();

        topic.handleAll(FIRST.next());
        rebuilds.look();

        assertThat(projections.find("carts")).contains(new Status("carts", 2, published, null));
    }

    @Test
    void the_old_rows_go_once_every_process_has_had_time_to_see_that_nobody_asks_for_them() {
        shop(100);
        rebuilds.look();
        projections.rebuild("carts");
        rebuilds.look();
        topic.handleAll();
        rebuilds.look();

        clock.advance(GRACE.minusMillis(1));
        rebuilds.look();
        assertThat(documents("view:carts:g1:")).isNotEmpty();

        clock.advance(Duration.ofMillis(1));
        rebuilds.look();
        rebuilds.look();
        assertThat(documents("view:carts:g1:")).isEmpty();
        assertThat(documents("view:carts:g2:")).isNotEmpty();
    }

    @Test
    void what_waits_in_the_dead_letters_for_the_old_generation_goes_with_its_rows_and_nothing_else_does() {
        shop(100);
        rebuilds.look();
        projections.rebuild("carts");
        rebuilds.look();
        for (var consumer : List.of("view-carts-g1", "view-carts-g2", "view-demand-g1", "order")) {
            letters.park(consumer, "cart_sick", new RawRecord("carts", 0, 7, null, Map.of(), "{"), "sick");
        }
        topic.handleAll();
        rebuilds.look();

        clock.advance(GRACE.minusMillis(1));
        rebuilds.look();
        assertThat(letters.count()).isEqualTo(4);

        clear();
        assertThat(letters.list())
                .extracting(DeadLetter::consumer)
                .containsExactly("view-carts-g2", "view-demand-g1", "order");
    }

    @Test
    void a_second_request_while_a_view_is_built_changes_nothing() {
        shop(100);
        projections.rebuild("carts");
        rebuilds.look();
        topic.handleAll();

        assertThat(projections.rebuild("carts")).contains(new Status("carts", 1, published, new Next(2, published)));

        rebuilds.look();
        assertThat(projections.find("carts")).contains(new Status("carts", 2, published, null));
    }

    @Test
    void knows_no_other_views() {
        assertThat(projections.find("orders")).isEmpty();
        assertThat(projections.read("orders", "key")).isEmpty();
        assertThat(projections.rebuild("orders")).isEmpty();
        assertThat(projections.builder(new Generation("orders", 1))).isEmpty();
    }

    @Test
    void a_consumer_is_named_after_what_it_builds() {
        assertThat(new Generation("demand", 12).consumer()).isEqualTo("view-demand-g12");
    }

    /** Lets customers do so many things, and publishes what has come of it. */
    private void shop(int things) {
        shopping.doing(things);
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            for (var said = shop.store.takeFrom("cart", shard);
                    said != null;
                    said = shop.store.takeFrom("cart", shard)) {
                if (said.message() instanceof CartEvent event) {
                    topic.append(event);
                    published++;
                }
            }
        }
    }

    /** Looks until the rows of the generation that served before are gone. */
    private void clear() {
        clock.advance(GRACE);
        for (int i = 0; i < 10; i++) {
            rebuilds.look();
        }
    }

    private Map<String, String> rows(String view, long number) {
        var generation = new Generation(view, number);
        var rows = new TreeMap<String, String>();
        for (var kind : projections.named(view).orElseThrow().rows()) {
            for (int shard = 0; shard < Shards.COUNT; shard++) {
                for (var listed : shop.store.due(kind.list(generation), shard, Instant.EPOCH, Integer.MAX_VALUE)) {
                    rows.put(kind.kind() + shard + listed.name(), json(kind, generation, shard, listed.name()));
                }
            }
        }
        return rows;
    }

    private <T> String json(Rows<T> kind, Generation generation, int shard, String key) {
        var row = shop.store.load(kind.place(generation, shard, key));
        return format.write(kind.type(), row.found().orElseThrow());
    }

    private List<String> documents(String prefix) {
        return shop.store.all(Record.class).keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }
}
