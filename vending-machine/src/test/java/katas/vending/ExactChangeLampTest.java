package katas.vending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import katas.lab.testing.Seeds;
import katas.vending.Claim.Session;
import katas.vending.State.HoldingCredit;
import org.junit.jupiter.api.Test;

class ExactChangeLampTest {
    private static final int MACHINES = 2_000;
    private static final int[] COINS = {5, 10, 20, 25, 50};
    private static final Session ANN = new Session("ann");

    private final ChangeMaker changeMaker = new BoundedChange();
    private final Controller controller = new Controller(changeMaker, Timeouts.USUAL);
    private final ExactChangeLamp lamp = new ExactChangeLamp(changeMaker);

    @Test
    void is_lit_while_a_coin_could_not_be_changed_and_dark_when_the_tubes_suffice() {
        assertThat(lamp.lit(machine(Map.of("A1", slot(30)), Coins.of(10), Coins.of(Map.of(10, 9, 50, 9)))))
                .isTrue();
        assertThat(lamp.lit(machine(Map.of("A1", slot(30)), Coins.of(Map.of(10, 2)), Coins.of(Map.of(10, 9, 50, 9)))))
                .isFalse();
    }

    @Test
    void is_dark_when_nothing_is_on_sale() {
        var soldOut = Map.of("A1", new Slot("Tea", 30, 0, false), "A2", new Slot("Tea", 30, 5, true));

        assertThat(lamp.lit(machine(soldOut, Coins.NONE, Coins.of(Map.of(10, 9, 50, 9)))))
                .isFalse();
    }

    @Test
    void is_lit_exactly_when_the_controller_would_refuse_some_buyer_for_want_of_change() {
        var random = new SplittableRandom(Seeds.next());
        int lit = 0;
        for (int round = 0; round < MACHINES; round++) {
            var machine = machine(random);
            var unchangeable = unchangeable(machine);

            assertThat(lamp.lit(machine))
                    .as("%s %s: %s", machine.slots(), machine.tubes(), unchangeable)
                    .isEqualTo(!unchangeable.isEmpty());
            lit += unchangeable.isEmpty() ? 0 : 1;
        }
        System.out.printf("lit in %,d of %,d machines%n", lit, MACHINES);
        assertThat(lit).isBetween(MACHINES / 10, MACHINES - MACHINES / 10);
    }

    @Test
    void a_purchase_that_cannot_be_changed_still_cannot_without_a_coin_that_it_does_not_need() {
        var random = new SplittableRandom(Seeds.next());
        int left = 0;
        for (int round = 0; round < MACHINES; round++) {
            for (var purchase : unchangeable(machine(random))) {
                for (int coin : purchase.paid().denominations().toArray()) {
                    var less = new Purchase(purchase.tubes(), purchase.paid().minus(Coins.of(coin)), purchase.price());
                    if (less.due() >= 0) {
                        left++;
                        assertThat(less.changeable())
                                .as("%s and %s", purchase, less)
                                .isFalse();
                    }
                }
            }
        }
        assertThat(left).isPositive();
    }

    private record Purchase(Coins tubes, Coins paid, int price) {
        long due() {
            return paid.value() - price;
        }

        boolean changeable() {
            return new BoundedChange().change(tubes.plus(paid), due()).isPresent();
        }
    }

    /** Has a buyer put in every handful of coins that the machine takes, and press every button each time. */
    private List<Purchase> unchangeable(Machine machine) {
        var found = new HashSet<Purchase>();
        var seen = new HashSet<Coins>();
        var open = new ArrayDeque<>(List.of(machine));
        while (!open.isEmpty()) {
            var now = open.removeFirst();
            for (int coin : machine.tubes().denominations().toArray()) {
                var next = decide(now, new Command.InsertCoin(coin, ANN));
                if (next instanceof Outcome.Accepted(var paid, var _) && seen.add(paid.escrow())) {
                    open.addLast(paid);
                }
            }
            if (now.state() instanceof HoldingCredit) {
                now.slots().forEach((name, slot) -> {
                    var outcome = decide(now, new Command.SelectSlot(name, ANN));
                    if (outcome instanceof Outcome.Refused(var reason, var _, var _) && reason == Refusal.NO_CHANGE) {
                        found.add(new Purchase(machine.tubes().content(), now.escrow(), slot.price()));
                    }
                });
            }
        }
        return List.copyOf(found);
    }

    private Outcome decide(Machine machine, Command command) {
        return controller.decide(machine, command, Instant.EPOCH);
    }

    private static Machine machine(RandomGenerator random) {
        var content = new TreeMap<Integer, Integer>();
        var capacity = new TreeMap<Integer, Integer>();
        for (int coin : COINS) {
            if (random.nextInt(5) < 3) {
                capacity.put(coin, 3);
                content.put(coin, random.nextInt(4));
            }
        }
        capacity.put(50, 3);
        var slots = Map.of("A1", slot(5 * random.nextInt(1, 13)), "A2", slot(5 * random.nextInt(1, 13)));
        return machine(slots, Coins.of(content), Coins.of(capacity));
    }

    private static Slot slot(int price) {
        return new Slot("Tea", price, 5, false);
    }

    private static Machine machine(Map<String, Slot> slots, Coins content, Coins capacity) {
        return Machine.replay(List.of(new Event.MachineInstalled(new TreeMap<>(slots), new Tubes(content, capacity))));
    }
}
