import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Plays every order in which signals can come, up to a length, each on a payment of its own. */
final class Orders {

    private final Supplier<Payment> make;
    private final int length;
    private int played;
    private int wrong;
    private List<String> shortest = List.of();
    private String rule = "";

    private Orders(Supplier<Payment> make, int length) {
        this.make = make;
        this.length = length;
    }

    static Orders play(Supplier<Payment> make, int length) {
        var orders = new Orders(make, length);
        orders.play(List.of());
        return orders;
    }

    private void play(List<Step> before) {
        var witness = new Witness(make.get());
        before.forEach(witness::hear);
        var possible = witness.possible();
        if (witness.wrong().isEmpty()) {
            witness.waitForTheEnd();
        }
        played++;
        if (!witness.wrong().isEmpty()) {
            wrong++;
            if (shortest.isEmpty() || witness.story().size() < shortest.size()) {
                shortest = List.copyOf(witness.story());
                rule = witness.wrong();
            }
        }
        if (before.size() < length) {
            for (var step : possible) {
                var next = new ArrayList<>(before);
                next.add(step);
                play(next);
            }
        }
    }

    /** Returns how many orders there were. */
    int played() {
        return played;
    }

    /** Returns in how many of them something happened that must not. */
    int wrong() {
        return wrong;
    }

    List<String> shortest() {
        return shortest;
    }

    String rule() {
        return rule;
    }
}
