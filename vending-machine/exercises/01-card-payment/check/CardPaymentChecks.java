import java.util.List;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.Run;

class CardPaymentChecks {

    private static final Signal PRESS = new Signal.Pressed(50);
    private static final Signal DROP = new Signal.Dropped();
    private static final Signal JAM = new Signal.Jammed();
    private static final Signal LATER = new Signal.TimePassed();
    private static final int LENGTH = 6;

    @Check("VM-101")
    void a_sale() {
        var sale = after(PRESS, approve(1), DROP);
        must(sale, sale.dispensedFor(1), "the unit is dispensed");
        must(sale, sale.capturedFor(1), "the money is captured");
        must(sale, sale.completed(1), "the request is complete");
    }

    @Check("VM-102")
    void a_denial() {
        var denial = after(PRESS, new Signal.Denied(1));
        must(denial, denial.completed(1), "the request is complete");
        var next = after(PRESS, new Signal.Denied(1), PRESS, approve(2), DROP);
        must(next, next.capturedFor(2), "the next buyer is served");
    }

    @Check("VM-103")
    void a_failed_vend() {
        var failed = after(PRESS, approve(1), JAM);
        must(failed, failed.voidedFor(1), "the money is voided");
        must(failed, failed.completed(1), "the request is complete");
    }

    @Check("VM-104")
    void a_bank_that_is_late() {
        var silent = after(PRESS, LATER);
        must(silent, silent.completed(1), "the request is complete");
        var late = after(PRESS, LATER, approve(1));
        must(late, late.voidedFor(1), "the money is voided");
        must(late, !late.dispensedFor(1), "nothing is dispensed");
    }

    @Check("VM-105")
    void what_comes_twice() {
        after(PRESS, PRESS, approve(1), DROP);
        after(PRESS, approve(1), approve(1), DROP);
        var twice = after(PRESS, approve(1), DROP, DROP, approve(1));
        must(twice, !twice.voidedFor(1), "the money stays captured");
    }

    @Check("VM-106")
    void an_approval_for_somebody_else() {
        var mixed = after(PRESS, LATER, PRESS, approve(1), approve(2), DROP);
        must(mixed, mixed.voidedFor(1), "the first approval is voided");
        must(mixed, mixed.capturedFor(2), "the second one is captured");
    }

    @Check("VM-107")
    void a_silent_sensor() {
        var silent = after(PRESS, approve(1), LATER);
        must(silent, silent.voidedFor(1), "the money is voided");
        must(silent, silent.completed(1), "the request is complete");
        var late = after(PRESS, approve(1), LATER, DROP);
        must(late, !late.capturedFor(1), "the money stays with the buyer");
    }

    @Check("VM-108")
    void every_order(Run run) {
        run.measured("naive", Orders.play(NaivePayment::new, LENGTH).wrong());

        var orders = Orders.play(CardPaymentChecks::payment, LENGTH);

        if (orders.wrong() > 0) {
            throw CheckFailure.expected(
                            "no order of %d signals goes wrong".formatted(LENGTH),
                            "%,d of %,d".formatted(orders.wrong(), orders.played()))
                    .breaking(orders.rule())
                    .shownBy(orders.shortest());
        }
    }

    private static Payment payment() {
        return new CardPayment()::on;
    }

    private static Signal approve(int request) {
        return new Signal.Approved(request, Witness.authorization(request));
    }

    private static Witness after(Signal... signals) {
        var witness = new Witness(payment());
        List.of(signals).forEach(witness::hear);
        if (!witness.wrong().isEmpty()) {
            throw CheckFailure.expected("no rule is broken", "one is")
                    .breaking(witness.wrong())
                    .shownBy(witness.story());
        }
        return witness;
    }

    private static void must(Witness witness, boolean holds, String expected) {
        if (!holds) {
            throw CheckFailure.expected(expected, "it is not so").shownBy(witness.story());
        }
    }
}
