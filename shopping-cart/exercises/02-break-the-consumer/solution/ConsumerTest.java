import static katas.shopping.effect.CrashPoint.Moment.AFTER_EFFECT;
import static katas.shopping.effect.CrashPoint.Moment.BEFORE_EFFECT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import katas.shopping.inventory.Stock;
import katas.shopping.messages.StockCommand.ReleaseStock;
import katas.shopping.messages.StockCommand.ReserveStock;
import katas.shopping.messages.StockEvent.ReservationExpired;
import katas.shopping.messages.StockEvent.StockReserved;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumerTest {

    private static final Duration TTL = Duration.ofMinutes(5);
    private static final Duration RETENTION = Duration.ofHours(24);
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final Bench bench = new Bench();
    private final Consumer consumer = bench.start();

    @BeforeEach
    void ten_apples_and_ten_pears() {
        bench.count("apple", 10);
        bench.count("pear", 10);
    }

    @Test
    void handles_a_message_that_its_predecessor_died_over() {
        bench.send(new ReserveStock("ord_1", "apple", 3));
        bench.dieAt(BEFORE_EFFECT);
        consumer.poll();

        bench.start().poll();

        assertThat(bench.stock("apple")).isEqualTo(new Stock("apple", 7, 3, 0));
    }

    @Test
    void does_not_handle_again_what_its_predecessor_died_after() {
        bench.send(new ReserveStock("ord_1", "apple", 3));
        bench.dieAt(AFTER_EFFECT);
        consumer.poll();

        bench.start().poll();

        assertThat(bench.stock("apple")).isEqualTo(new Stock("apple", 7, 3, 0));
        assertThat(bench.said()).containsExactly(new StockReserved("ord_1", "apple"));
    }

    @Test
    void handles_a_message_once_if_two_processes_have_it_in_hand() {
        var other = bench.start();
        bench.send(new ReserveStock("ord_1", "apple", 3));
        bench.at(BEFORE_EFFECT, other::poll);

        consumer.poll();

        assertThat(bench.stock("apple")).isEqualTo(new Stock("apple", 7, 3, 0));
    }

    @Test
    void knows_a_message_again_for_a_day_and_not_longer() {
        bench.send(new ReserveStock("ord_1", "apple", 3));
        consumer.poll();

        bench.advance(RETENTION.minus(MILLISECOND));
        bench.sendAgain();
        consumer.poll();
        assertThat(bench.stock("apple")).isEqualTo(new Stock("apple", 7, 3, 0));

        bench.advance(MILLISECOND);
        assertThat(bench.remembered()).isZero();
    }

    @Test
    void puts_back_once_however_often_it_is_told_to() {
        bench.send(new ReserveStock("ord_1", "apple", 3));
        bench.send(new ReleaseStock("ord_1", "apple"));
        bench.send(new ReleaseStock("ord_1", "apple"));

        consumer.poll();

        assertThat(bench.stock("apple")).isEqualTo(new Stock("apple", 10, 0, 0));
    }

    @Test
    void reserves_nothing_for_an_order_that_was_given_up_before() {
        bench.send(new ReleaseStock("ord_1", "apple"));
        bench.send(new ReserveStock("ord_1", "apple", 3));

        consumer.poll();

        assertThat(bench.stock("apple")).isEqualTo(new Stock("apple", 10, 0, 0));
    }

    @Test
    void puts_back_what_was_reserved_too_long() {
        bench.send(new ReserveStock("ord_1", "apple", 3));
        consumer.poll();

        bench.advance(TTL);
        consumer.sweep();

        assertThat(bench.stock("apple")).isEqualTo(new Stock("apple", 10, 0, 0));
        assertThat(bench.said()).endsWith(new ReservationExpired("ord_1", "apple"));
    }

    @Test
    void puts_a_sick_message_aside_with_what_comes_after_it_about_the_same_sku_and_goes_on_with_the_others() {
        bench.sendGarbage("apple");
        bench.send(new ReserveStock("ord_1", "apple", 3));
        bench.send(new ReserveStock("ord_1", "pear", 2));

        consumer.poll();

        assertThat(bench.parked("apple")).containsExactly(0L, 1L);
        assertThat(bench.stock("apple")).isEqualTo(new Stock("apple", 10, 0, 0));
        assertThat(bench.stock("pear")).isEqualTo(new Stock("pear", 8, 2, 0));
    }
}
