import static org.assertj.core.api.Assertions.assertThat;

import katas.shopping.inventory.Stock;
import katas.shopping.messages.StockCommand.ReserveStock;
import org.junit.jupiter.api.Test;

/** Yours: add tests until no wrong consumer gets past them. */
class ConsumerTest {

    private final Bench bench = new Bench();
    private final Consumer consumer = bench.start();

    @Test
    void reserves_what_an_order_asks_for() {
        bench.count("apple", 10);
        bench.send(new ReserveStock("ord_1", "apple", 3));

        consumer.poll();

        assertThat(bench.stock("apple")).isEqualTo(new Stock("apple", 7, 3, 0));
    }
}
