import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import katas.vending.ChangeMaker;
import katas.vending.Coins;
import katas.vending.Command;
import katas.vending.Controller;
import katas.vending.Machine;
import katas.vending.Outcome;
import katas.vending.Timeouts;

/** Wrong: takes the largest coin that fits, and never looks back. */
final class LargestFirst implements Brain, ChangeMaker {

    private final Controller controller = new Controller(this, Timeouts.USUAL);

    @Override
    public Outcome decide(Machine machine, Command command, Instant now) {
        return controller.decide(machine, command, now);
    }

    @Override
    public Optional<Coins> change(Coins coins, long amount) {
        var change = Coins.NONE;
        int[] ascending = coins.denominations().toArray();
        for (int i = ascending.length - 1; i >= 0; i--) {
            int coin = ascending[i];
            long count = Math.min(coins.count(coin), (amount - change.value()) / coin);
            change = IntStream.range(0, (int) count)
                    .mapToObj(_ -> Coins.of(coin))
                    .reduce(change, Coins::plus);
        }
        return change.value() == amount ? Optional.of(change) : Optional.empty();
    }
}
