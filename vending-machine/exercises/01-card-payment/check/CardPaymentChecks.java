import java.time.Duration;
import java.util.List;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.Run;

class CardPaymentChecks {

    private static final Step PRESS = Step.of(new Signal.Pressed(50));
    private static final Step DROP = Step.of(new Signal.Dropped());
    private static final Step JAM = Step.of(new Signal.Jammed());
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LATE = Limits.BANK;
    private static final Duration IN_TIME = LATE.minus(SECOND);
    private static final Step LATER = Step.silence(LATE);
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
        var denial = after(PRESS, Step.of(new Signal.Denied(1)));
        must(denial, denial.completed(1), "the request is complete");
        var next = after(PRESS, Step.of(new Signal.Denied(1)), PRESS, approve(2), DROP);
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
        var patient = after(PRESS, Step.silence(IN_TIME));
        must(patient, !patient.completed(1), "the request is still open");
        var silent = after(PRESS, Step.silence(IN_TIME), Step.silence(SECOND));
        must(silent, silent.completed(1), "the request is complete");
        var inTime = after(PRESS, approve(1).after(IN_TIME));
        must(inTime, inTime.dispensedFor(1), "the unit is dispensed");
        for (var late : List.of(after(PRESS, approve(1).after(LATE)), after(PRESS, LATER, approve(1)))) {
            must(late, late.voidedFor(1), "the money is voided");
            must(late, !late.dispensedFor(1), "nothing is dispensed");
        }
    }

    @Check("VM-105")
    void what_comes_twice() {
        after(PRESS, PRESS, approve(1), DROP);
        after(PRESS, approve(1), approve(1), DROP);
        var twice = after(PRESS, approve(1), DROP, DROP, approve(1));
        must(twice, !twice.voidedFor(1), "the money stays captured");
        var sinceThen = after(PRESS, approve(1), DROP, PRESS, approve(2), DROP, approve(1));
        must(sinceThen, !sinceThen.voidedFor(1), "the money stays captured");
    }

    @Check("VM-106")
    void an_approval_for_somebody_else() {
        var mixed = after(PRESS, LATER, PRESS, approve(1), approve(2), DROP);
        must(mixed, mixed.voidedFor(1), "the first approval is voided");
        must(mixed, mixed.capturedFor(2), "the second one is captured");
    }

    @Check("VM-107")
    void a_silent_sensor() {
        var almost = Limits.SENSOR.minus(SECOND);
        var patient = after(PRESS, approve(1), Step.silence(almost));
        must(patient, !patient.voidedFor(1), "the sensor may still report");
        must(patient, !patient.completed(1), "the request is still open");
        var dropped = after(PRESS, approve(1), Step.silence(almost), DROP.after(Duration.ZERO));
        must(dropped, dropped.capturedFor(1), "the money is captured");
        var silent = after(PRESS, approve(1), Step.silence(almost), Step.silence(SECOND));
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

    private static Step approve(int request) {
        return Step.of(new Signal.Approved(request, Witness.authorization(request)));
    }

    private static Witness after(Step... steps) {
        var witness = new Witness(payment());
        List.of(steps).forEach(witness::hear);
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
