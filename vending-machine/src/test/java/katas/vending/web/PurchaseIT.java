package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What buyers, the device and the operator do with a machine, from the first coin to the last report. */
@RunningService
class PurchaseIT {
    private final int port;
    private Site site;

    PurchaseIT(@LocalServerPort int port) {
        this.port = port;
    }

    @BeforeEach
    void set_up() {
        site = Site.at(port);
    }

    @Test
    void a_purchase_from_the_first_coin_to_the_change() {
        var inserted = site.give(site.buyer, "insert-coin", "denomination", 50);
        var session = inserted.json().get("session").stringValue();
        var selected = site.give(site.buyer, "select", "slot", "A1", "session", session);
        var dropped = site.carryOut();
        var paid = site.carryOut();

        assertThat(inserted.json().get("state").stringValue()).isEqualTo("credit");
        assertThat(inserted.json().get("credit").intValue()).isEqualTo(50);
        assertThat(session).matches("ses_[A-Za-z0-9_-]{22}");
        assertThat(selected.json().get("state").stringValue()).isEqualTo("dispensing");
        assertThat(selected.json().get("order"))
                .hasToString("{\"number\":1,\"type\":\"turn-motor\",\"slot\":\"A1\",\"attempt\":1}");
        assertThat(selected.json().has("session")).isFalse();
        assertThat(dropped.json().get("order"))
                .hasToString("{\"number\":2,\"type\":\"pay-out\",\"amount\":20,"
                        + "\"coins\":[{\"denomination\":10,\"count\":2}],\"purpose\":\"change\"}");
        assertThat(paid.json().get("state").stringValue()).isEqualTo("idle");
        assertThat(paid.json().has("order")).isFalse();
        assertThat(paid.json().get("version").intValue()).isEqualTo(6);
        assertThat(site.journal())
                .containsExactly(
                        "machine-installed",
                        "coin-inserted",
                        "vend-started",
                        "motor-stopped",
                        "item-sold",
                        "pay-out-started",
                        "coins-returned");
        assertThat(site.machine().at("/slots/0/stock").intValue()).isEqualTo(4);
        assertThat(site.machine().at("/tubes/0/count").intValue()).isEqualTo(2);
    }

    @Test
    void the_books_say_what_was_sold_and_agree_with_a_recount_of_the_journal() {
        buy("A1");

        assertThat(site.books()).hasToString("""
                {"machine":"%s","version":6,\
                "sums":{"sales":30,"inserted":50,"rejected":0,"change":20,"refunded":0,"filled":40,\
                "unitsSold":1,"unitsStocked":7,"unitsUnaccounted":0},\
                "held":{"credit":0,"owed":0,"cash":70,"tubes":70,"box":0,"units":6},\
                "balanced":true,"violations":[],\
                "recount":{"entries":7,\
                "sums":{"sales":30,"inserted":50,"rejected":0,"change":20,"refunded":0,"filled":40,\
                "unitsSold":1,"unitsStocked":7,"unitsUnaccounted":0},"agrees":true}}""".formatted(site.id));
        assertThat(site.buyer.get(site.path + "/books").json().has("recount")).isFalse();
    }

    @Test
    void a_jam_is_tried_again_once_then_refunded_and_the_slot_closed() {
        var session = site.open(50);
        site.give(site.buyer, "select", "slot", "A1", "session", session);

        var again = site.give(site.operator, "drop-missed", "order", 1);
        var late = site.give(site.operator, "drop-missed", "order", 1);
        var jammed = site.give(site.operator, "drop-missed", "order", 2);
        var refunded = site.carryOut();

        assertThat(again.json().at("/order/attempt").intValue()).isEqualTo(2);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().get("reason").stringValue()).isEqualTo("other-order");
        assertThat(jammed.json().at("/order/purpose").stringValue()).isEqualTo("refund");
        assertThat(jammed.json().at("/order/amount").intValue()).isEqualTo(50);
        assertThat(refunded.json().get("state").stringValue()).isEqualTo("idle");
        assertThat(site.machine().at("/slots/0/closed").booleanValue()).isTrue();
        assertThat(site.machine().at("/slots/0/stock").intValue()).isEqualTo(5);
        assertThat(site.books().at("/sums/refunded").intValue()).isEqualTo(50);
    }

    @Test
    void a_cancel_returns_the_very_coins() {
        var session = site.open(10);
        site.give(site.buyer, "insert-coin", "denomination", 10, "session", session);

        var cancelled = site.give(site.buyer, "cancel", "session", session);

        assertThat(cancelled.json().get("credit").intValue()).isZero();
        assertThat(cancelled.json().at("/order/coins")).hasToString("[{\"denomination\":10,\"count\":2}]");
        assertThat(site.machine().get("owed").intValue()).isEqualTo(20);
        assertThat(site.carryOut().json().get("state").stringValue()).isEqualTo("idle");
        assertThat(site.machine().get("owed").intValue()).isZero();
    }

    @Test
    void a_service_visit_fills_slots_and_tubes() {
        site.give(site.operator, "open-door");

        var restocked = site.give(site.operator, "restock", "slot", "B2", "units", 8);
        var refilled = site.give(site.operator, "refill-tube", "denomination", 10, "coins", 7);
        var tooMany = site.give(site.operator, "refill-tube", "denomination", 50, "coins", 3);
        var closed = site.give(site.operator, "close-door");

        assertThat(restocked.json().get("state").stringValue()).isEqualTo("service-mode");
        assertThat(restocked.json().get("events"))
                .hasToString("[{\"type\":\"slot-restocked\",\"slot\":\"B2\",\"units\":8}]");
        assertThat(refilled.json().get("events"))
                .hasToString("[{\"type\":\"tube-refilled\",\"denomination\":10,\"coins\":7}]");
        assertThat(tooMany.json().get("reason").stringValue()).isEqualTo("tube-full");
        assertThat(closed.json().get("state").stringValue()).isEqualTo("idle");
        assertThat(site.machine().at("/slots/1/stock").intValue()).isEqualTo(10);
        assertThat(site.books().at("/sums/filled").intValue()).isEqualTo(110);
        assertThat(site.books().at("/sums/unitsStocked").intValue()).isEqualTo(15);
    }

    @Test
    void a_slot_that_jammed_sells_again_when_the_operator_has_looked_and_put_nothing_in() {
        var session = site.open(50);
        site.give(site.buyer, "select", "slot", "A1", "session", session);
        site.give(site.operator, "drop-missed", "order", 1);
        site.give(site.operator, "drop-missed", "order", 2);
        site.carryOut();
        assertThat(site.machine().at("/slots/0/closed").booleanValue()).isTrue();

        site.give(site.operator, "open-door");
        var looked = site.give(site.operator, "restock", "slot", "A1", "units", 0);
        site.give(site.operator, "close-door");

        assertThat(looked.status()).isEqualTo(200);
        assertThat(site.machine().at("/slots/0").toString())
                .isEqualTo("{\"id\":\"A1\",\"product\":\"Tea\",\"price\":30,\"stock\":5,\"closed\":false}");
        assertThat(site.books().get("balanced").booleanValue()).isTrue();
    }

    @Test
    void a_fault_takes_a_machine_out_of_service_until_it_is_cleared() {
        var raised = site.give(site.operator, "fault", "fault", "temperature");
        var coin = site.give(site.buyer, "insert-coin", "denomination", 10);
        var faults = site.machine().get("faults");
        var cleared = site.give(site.operator, "clear", "fault", "temperature");

        assertThat(raised.json().get("state").stringValue()).isEqualTo("out-of-service");
        assertThat(faults).hasToString("[\"temperature\"]");
        assertThat(coin.json().get("reason").stringValue()).isEqualTo("coin-not-wanted");
        assertThat(coin.json().get("events")).hasToString("[{\"type\":\"coin-rejected\",\"denomination\":10}]");
        assertThat(cleared.json().get("state").stringValue()).isEqualTo("idle");
        assertThat(site.books().at("/sums/rejected").intValue()).isEqualTo(10);
    }

    @Test
    void the_operator_may_select_and_cancel_on_any_credit() {
        site.open(50);
        var selected = site.give(site.operator, "select", "slot", "A1");
        site.carryOut();
        site.carryOut();
        site.open(10);

        var cancelled = site.give(site.operator, "cancel");

        assertThat(selected.json().get("state").stringValue()).isEqualTo("dispensing");
        assertThat(cancelled.json().get("state").stringValue()).isEqualTo("returning-change");
    }

    @Test
    void a_repeated_command_has_the_same_answer_and_no_second_effect() {
        var coin = Site.command("coin", "insert-coin", "denomination", 10);

        var answers = List.of(
                site.buyer.post(site.path + "/commands", coin),
                site.buyer.post(site.path + "/commands", coin),
                site.buyer.post(site.path + "/commands", coin));

        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(answers.getFirst().json().has("session")).isTrue();
        assertThat(site.machine().get("credit").intValue()).isEqualTo(10);
    }

    @Test
    void a_refusal_is_repeated_too_even_when_the_machine_has_moved_on() {
        var select = Site.command("too-early", "select", "slot", "A1", "session", "ses_AAAAAAAAAAAAAAAAAAAAAA");
        var first = site.buyer.post(site.path + "/commands", select);
        site.open(10);

        assertThat(site.buyer.post(site.path + "/commands", select))
                .extracting(Answer::status, Answer::body)
                .containsExactly(409, first.body());
    }

    @Test
    void a_command_that_expects_another_version_is_refused_and_told_the_current_one() {
        var right = site.give(site.operator, "open-door", "version", 1);
        var stale = site.give(site.operator, "close-door", "version", 1);

        assertThat(right.status()).isEqualTo(200);
        assertThat(stale.problem()).isEqualTo(new Answer.Problem(409, "/problems/conflict", ""));
        assertThat(stale.json().get("reason").stringValue()).isEqualTo("stale-version");
        assertThat(stale.json().get("version").intValue()).isEqualTo(2);
        assertThat(site.machine().get("state").stringValue()).isEqualTo("service-mode");
    }

    @Test
    void a_refusal_says_what_the_device_is_to_do_as_an_acceptance_does() {
        var session = site.open(50);
        var select = Site.command("sale", "select", "slot", "A1", "session", session);
        var turning = site.buyer.post(site.path + "/commands", select).json().get("order");

        var whileTurning = site.give(site.buyer, "cancel", "session", session);
        var paying = site.carryOut().json().get("order");
        var whilePaying = site.give(site.operator, "motor-done", "order", 1);
        site.carryOut();
        var atRest = site.give(site.operator, "motor-done", "order", 1);

        assertThat(whileTurning.status()).isEqualTo(409);
        assertThat(whileTurning.json().get("order")).isEqualTo(turning);
        assertThat(whilePaying.status()).isEqualTo(409);
        assertThat(whilePaying.json().get("order")).isEqualTo(paying);
        assertThat(atRest.status()).isEqualTo(409);
        assertThat(atRest.json().has("order")).isFalse();
    }

    @Test
    void the_lamp_tells_buyers_to_bring_exact_change() {
        assertThat(lamps()).hasToString("{\"exactChangeOnly\":false,\"soldOut\":false}");

        buy("A1");

        assertThat(lamps()).hasToString("{\"exactChangeOnly\":true,\"soldOut\":false}");
    }

    private JsonNode lamps() {
        return site.machine().get("lamps");
    }

    private void buy(String slot) {
        var session = site.open(50);
        site.give(site.buyer, "select", "slot", slot, "session", session);
        site.carryOut();
        site.carryOut();
    }
}
