package katas.shopping.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import katas.lab.testing.LoadDriver;
import katas.shopping.messages.Money;
import katas.shopping.provider.Capture.State;
import org.junit.jupiter.api.Test;

/** What every ledger promises. */
interface LedgerContract {
    Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    Money PRICE = new Money(1999, "EUR");

    /** Returns an empty one. */
    Ledger ledger();

    @Test
    default void knows_nothing_at_first() {
        assertThat(ledger().find("ord_1")).isEmpty();
        assertThat(ledger().all()).isEmpty();
    }

    @Test
    default void the_first_decision_about_an_id_stands() {
        var ledger = ledger();
        var first = Capture.of("ord_1", PRICE, NOON);

        assertThat(ledger.decide(first)).isEqualTo(first);
        assertThat(ledger.decide(Capture.declined("ord_1", NOON.plusNanos(1)))).isEqualTo(first);
        assertThat(ledger.find("ord_1")).contains(first);
    }

    @Test
    default void of_many_decisions_at_once_one_stands_and_all_hear_which() {
        var ledger = ledger();

        var heard =
                LoadDriver.run(50, 50, number -> ledger.decide(Capture.of("ord_1", PRICE, NOON.plusSeconds(number))));

        assertThat(heard.failures()).isEmpty();
        assertThat(heard.results())
                .hasSize(50)
                .containsOnly(ledger.find("ord_1").orElseThrow());
    }

    @Test
    default void keeps_what_was_taken_and_that_it_was_given_back() {
        var ledger = ledger();
        var voided = ledger.decide(Capture.of("ord_1", PRICE, NOON)).voided(NOON.plusSeconds(1));
        ledger.giveBack(voided);
        var barred = ledger.decide(Capture.barred("ord_2", NOON));

        assertThat(ledger.all()).containsExactlyInAnyOrder(voided, barred);
        assertThat(ledger.find("ord_1").orElseThrow().state()).isEqualTo(State.VOIDED);
    }
}
