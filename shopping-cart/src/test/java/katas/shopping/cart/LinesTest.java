package katas.shopping.cart;

import static katas.shopping.cart.Shop.euros;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import katas.lab.testing.Seeds;
import katas.shopping.messages.LineChange;
import katas.shopping.messages.Money;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final int CASES = 10_000;
    private static final List<String> SKUS = List.of("apple", "bread", "cheese", "dill");

    private final Random random = new Random(Seeds.next());

    @Test
    void merging_is_commutative_associative_and_idempotent_in_ten_thousand_cases() {
        for (int i = 0; i < CASES; i++) {
            var a = anyLines();
            var b = anyLines();
            var c = anyLines();

            assertThat(a.merge(b)).isEqualTo(b.merge(a));
            assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
            assertThat(a.merge(a)).isEqualTo(a);
            assertThat(a.merge(b).merge(b)).isEqualTo(a.merge(b));
        }
    }

    @Test
    void a_line_that_was_removed_stays_removed_in_ten_thousand_merges_with_what_it_was() {
        int back = 0;
        for (int i = 0; i < CASES; i++) {
            var guests = anyLines().put("apple", quantity(), price());
            var merged = anyLines().merge(guests);

            var removed = merged.remove("apple");

            back += removed.merge(guests).present().stream()
                            .anyMatch(line -> line.sku().equals("apple"))
                    ? 1
                    : 0;
        }

        assertThat(back).isZero();
    }

    @Test
    void whatever_is_done_by_hand_outlives_a_merge_with_what_was_there_before() {
        for (int i = 0; i < CASES; i++) {
            var before = anyLines();

            var after = random.nextInt(3) == 0 ? before.remove(anySku()) : before.put(anySku(), quantity(), price());

            assertThat(after.merge(before)).isEqualTo(after);
        }
    }

    @Test
    void of_more_removed_lines_than_are_remembered_those_go_that_were_reduced_least_often() {
        var lines = Lines.NONE;
        for (int i = 100; i < 100 + Lines.MOST_REMOVED; i++) {
            lines = lines.put("sku-" + i, 1, euros(1)).remove("sku-" + i);
        }
        var twice = lines.put("sku-100", 1, euros(1)).remove("sku-100");

        var merged = twice.merge(Lines.NONE.put("tea", 1, euros(1)).remove("tea"));

        assertThat(merged.bySku()).hasSize(Lines.MOST_REMOVED).containsKeys("tea", "sku-100");
        assertThat(merged.bySku()).doesNotContainKey("sku-101");
    }

    @Test
    void whichever_of_two_carts_comes_first_the_same_lines_are_forgotten() {
        for (int i = 0; i < CASES / 100; i++) {
            var a = manyLines();
            var b = manyLines();

            var merged = a.merge(b);

            assertThat(merged).isEqualTo(b.merge(a)).isEqualTo(merged.merge(merged));
            assertThat(merged.bySku().values())
                    .filteredOn(line -> !line.present())
                    .hasSize(Lines.MOST_REMOVED);
        }
    }

    @Test
    void tells_of_a_line_that_is_gone_though_it_is_forgotten_at_once() {
        var lines = Lines.NONE;
        for (int i = 0; i < Lines.MOST_REMOVED; i++) {
            lines = lines.put("sku-" + i, 1, euros(1)).remove("sku-" + i);
        }
        var before = lines.put("apple", 2, euros(100));

        var after = before.remove("apple");

        assertThat(after.bySku()).doesNotContainKey("apple");
        assertThat(after.changesSince(before)).containsExactly(new LineChange("apple", 0, 2, euros(100)));
    }

    @Test
    void of_two_prices_that_were_shown_for_as_much_the_cheaper_one_holds() {
        var cheap = Lines.NONE.put("apple", 2, euros(99));
        var dear = Lines.NONE.put("apple", 2, euros(101));

        assertThat(dear.merge(cheap)).isEqualTo(cheap);
    }

    @Test
    void tells_what_a_customer_sees_of_a_change_and_nothing_else() {
        var before = Lines.NONE
                .put("apple", 2, euros(100))
                .put("bread", 3, euros(200))
                .put("cheese", 1, euros(300))
                .put("dill", 1, euros(400));

        var after = before.put("apple", 5, euros(100))
                .put("cheese", 1, euros(310))
                .remove("dill")
                .put("egg", 6, euros(30))
                .merge(Lines.NONE.put("fig", 1, euros(1)).remove("fig"));

        assertThat(after.changesSince(before))
                .containsExactly(
                        new LineChange("apple", 5, 2, euros(100)),
                        new LineChange("cheese", 1, 1, euros(310)),
                        new LineChange("dill", 0, 1, euros(400)),
                        new LineChange("egg", 6, 0, euros(30)));
    }

    private Lines anyLines() {
        var lines = new TreeMap<String, Line>();
        for (var sku : SKUS) {
            if (random.nextBoolean()) {
                lines.put(sku, new Line(sku, random.nextInt(3), random.nextInt(4), price()));
            }
        }
        return new Lines(lines);
    }

    private Lines manyLines() {
        var lines = new TreeMap<String, Line>();
        for (int i = 0; i < 2 * Lines.MOST_REMOVED; i++) {
            var sku = "sku-" + i;
            lines.put(sku, new Line(sku, random.nextInt(3), random.nextInt(8) == 0 ? 1 : 0, price()));
        }
        return new Lines(lines);
    }

    private String anySku() {
        return SKUS.get(random.nextInt(SKUS.size()));
    }

    private int quantity() {
        return 1 + random.nextInt(3);
    }

    private Money price() {
        return new Money(100 + random.nextInt(2), random.nextBoolean() ? "EUR" : "USD");
    }
}
