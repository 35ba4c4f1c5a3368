package katas.vending.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import katas.vending.Coins;

/**
 * What somebody sees who stands beside the machine and can look through its walls.
 *
 * @param purses what each buyer has now
 * @param bought prices of what was sold to each buyer
 * @param customer the buyer whose money or product is in the machine; -1 for nobody
 * @param inside all coins that are really in the machine
 * @param units that are really in each slot
 * @param strays units of each slot that the machine has given up as unaccounted, and that have not dropped
 * @param payment the slot that the payment under way is for; -1 if there is none
 * @param drops units that really dropped for it
 * @param lateDrops units that dropped for the earlier payment whose motor order the device still wants to carry out; -1
 *     if there is none
 */
public record Witness(
        List<Coins> purses,
        List<Long> bought,
        int customer,
        Coins inside,
        List<Integer> units,
        List<Integer> strays,
        int payment,
        int drops,
        int lateDrops,
        int bag,
        int spare) {
    static final int NOBODY = -1;
    static final int NONE = -1;

    static Witness of(Setting setting) {
        int slots = setting.slots().size();
        int buyers = setting.purses().size();
        return new Witness(
                setting.purses(),
                Collections.nCopies(buyers, 0L),
                NOBODY,
                setting.tubes().content(),
                setting.slots().values().stream().map(slot -> slot.stock()).toList(),
                Collections.nCopies(slots, 0),
                NONE,
                0,
                NONE,
                setting.bag(),
                setting.spare());
    }

    Witness paysIn(int buyer, int coin) {
        return moved(buyer, purses.get(buyer).minus(Coins.of(coin)), inside.plus(Coins.of(coin)));
    }

    Witness getsBack(int buyer, Coins coins) {
        return moved(buyer, purses.get(buyer).plus(coins), inside.minus(coins));
    }

    Witness sells(int buyer, int price) {
        var nowBought = buyer == NOBODY ? bought : with(bought, buyer, bought.get(buyer) + price);
        return new Witness(purses, nowBought, customer, inside, units, strays, payment, drops, lateDrops, bag, spare);
    }

    Witness serves(int buyer) {
        return buyer == customer
                ? this
                : new Witness(purses, bought, buyer, inside, units, strays, payment, drops, lateDrops, bag, spare);
    }

    Witness begins(int slot) {
        return payment == NONE
                ? new Witness(purses, bought, customer, inside, units, strays, slot, 0, lateDrops, bag, spare)
                : this;
    }

    /** @param pending whether the device still wants to carry out a motor order for it */
    Witness ends(boolean pending) {
        return payment == NONE
                ? this
                : new Witness(
                        purses,
                        bought,
                        customer,
                        inside,
                        units,
                        strays,
                        NONE,
                        0,
                        pending ? drops : lateDrops,
                        bag,
                        spare);
    }

    Witness loses(int slot) {
        return new Witness(
                purses,
                bought,
                customer,
                inside,
                units,
                with(strays, slot, strays.get(slot) + 1 - drops),
                payment,
                drops,
                lateDrops,
                bag,
                spare);
    }

    Witness drops(int slot) {
        var left = with(units, slot, units.get(slot) - 1);
        return lateDrops == NONE
                ? new Witness(purses, bought, customer, inside, left, strays, payment, drops + 1, lateDrops, bag, spare)
                : new Witness(
                        purses,
                        bought,
                        customer,
                        inside,
                        left,
                        with(strays, slot, strays.get(slot) - 1),
                        payment,
                        drops,
                        lateDrops + 1,
                        bag,
                        spare);
    }

    Witness forgetsLate() {
        return lateDrops == NONE
                ? this
                : new Witness(purses, bought, customer, inside, units, strays, payment, drops, NONE, bag, spare);
    }

    Witness restocks(int slot) {
        return new Witness(
                purses,
                bought,
                customer,
                inside,
                with(units, slot, units.get(slot) + 1),
                strays,
                payment,
                drops,
                lateDrops,
                bag - 1,
                spare);
    }

    Witness refills(int coin) {
        return new Witness(
                purses,
                bought,
                customer,
                inside.plus(Coins.of(coin)),
                units,
                strays,
                payment,
                drops,
                lateDrops,
                bag,
                spare - 1);
    }

    private Witness moved(int buyer, Coins purse, Coins nowInside) {
        return new Witness(
                with(purses, buyer, purse),
                bought,
                customer,
                nowInside,
                units,
                strays,
                payment,
                drops,
                lateDrops,
                bag,
                spare);
    }

    private static <T> List<T> with(List<T> list, int index, T value) {
        var changed = new ArrayList<>(list);
        changed.set(index, value);
        return List.copyOf(changed);
    }
}
