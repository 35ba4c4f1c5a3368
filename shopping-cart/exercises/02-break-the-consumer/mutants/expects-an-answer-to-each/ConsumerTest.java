import static org.assertj.core.api.Assertions.assertThat;

import katas.shopping.messages.StockCommand.ReserveStock;
import org.junit.jupiter.api.Test;

/** Wrong: believes that a message is answered as often as it comes. */
class ConsumerTest {

    private final Bench bench = new Bench();
    private final Consumer consumer = bench.start();

    @Test
    void answers_every_message() {
        bench.count("apple", 10);
        bench.send(new ReserveStock("ord_1", "apple", 3));
        bench.sendAgain();

        consumer.poll();

        assertThat(bench.said()).hasSize(2);
    }
}
