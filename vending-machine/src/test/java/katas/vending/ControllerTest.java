package katas.vending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import katas.lab.testing.MutableClock;
import katas.vending.Claim.Operator;
import katas.vending.Claim.Session;
import katas.vending.Command.Cancel;
import katas.vending.Command.ClearFault;
import katas.vending.Command.CloseDoor;
import katas.vending.Command.CoinsPaidOut;
import katas.vending.Command.DropMissed;
import katas.vending.Command.DropSeen;
import katas.vending.Command.InsertCoin;
import katas.vending.Command.MotorDone;
import katas.vending.Command.OpenDoor;
import katas.vending.Command.RaiseFault;
import katas.vending.Command.RefillTube;
import katas.vending.Command.Restock;
import katas.vending.Command.SelectSlot;
import katas.vending.Command.Tick;
import katas.vending.Order.PayOut;
import katas.vending.Order.Purpose;
import katas.vending.Order.TurnMotor;
import katas.vending.State.Dispensing;
import katas.vending.State.HoldingCredit;
import katas.vending.State.Idle;
import katas.vending.State.InServiceMode;
import katas.vending.State.OutOfService;
import katas.vending.State.Phase;
import katas.vending.State.ReturningChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ControllerTest {
    private static final Session ANN = new Session("ann");
    private static final Session BOB = new Session("bob");
    private static final Operator OPERATOR = new Operator();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Slot TEA = new Slot("Tea", 30, 5, false);
    private static final Slot GUM = new Slot("Gum", 50, 1, false);

    private final MutableClock clock = MutableClock.at(NOON);
    private final Controller controller = new Controller(new BoundedChange(), Timeouts.USUAL);
    private Machine machine = Machine.replay(List.of(new Event.MachineInstalled(
            new TreeMap<>(Map.of("A1", TEA, "B1", GUM)),
            new Tubes(Coins.of(Map.of(10, 3)), Coins.of(Map.of(10, 20, 50, 20))))));

    @AfterEach
    void the_books_are_right() {
        assertThat(Audit.violations(machine)).isEmpty();
    }

    @Test
    void sells_one_unit_and_pays_the_change_that_was_found_before() {
        accept(
                new InsertCoin(50, ANN),
                new SelectSlot("A1", ANN),
                new MotorDone(1),
                new DropSeen(1),
                new CoinsPaidOut(2));

        assertThat(machine.state()).isEqualTo(new Idle());
        assertThat(machine.tubes().content()).isEqualTo(Coins.of(Map.of(10, 1, 50, 1)));
        assertThat(machine.slots()).containsEntry("A1", new Slot("Tea", 30, 4, false));
    }

    @Test
    void a_machine_is_what_its_journal_adds_up_to() {
        var installed = new Event.MachineInstalled(machine.slots(), machine.tubes());
        var journal = new ArrayList<Event>(List.of(installed));
        for (var command : List.of(
                new InsertCoin(50, ANN),
                new InsertCoin(10, BOB),
                new SelectSlot("A1", ANN),
                new DropMissed(1),
                new DropMissed(2),
                new RaiseFault(Fault.TILT),
                new CoinsPaidOut(3),
                new OpenDoor(),
                new Restock("A1", 2))) {
            var outcome = decide(command);
            machine = outcome.machine();
            journal.addAll(outcome.events());
        }

        assertThat(Machine.replay(journal)).isEqualTo(machine);
    }

    @Nested
    class WhenIdle {
        @Test
        void the_first_coin_opens_a_session_for_a_minute() {
            accept(new InsertCoin(50, ANN));

            assertThat(machine.state()).isEqualTo(new HoldingCredit(ANN, Coins.of(50), NOON.plusSeconds(60)));
        }

        @Test
        void a_coin_of_another_currency_is_not_taken_and_not_booked() {
            refuse(new InsertCoin(25, ANN), Refusal.UNKNOWN_DENOMINATION);

            assertThat(machine.books().sum(Books.Entry.INSERTED)).isZero();
        }

        @Test
        void a_coin_is_returned_when_nothing_is_on_sale() {
            machine = installed(new Slot("Tea", 30, 0, false));

            giveBack(new InsertCoin(50, ANN), 50, Refusal.NOTHING_ON_SALE);
        }

        @Test
        void the_door_opens_and_a_fault_ends_the_service() {
            accept(new OpenDoor());
            assertThat(machine.state()).isEqualTo(new InServiceMode());

            accept(new CloseDoor(), new RaiseFault(Fault.TEMPERATURE));
            assertThat(machine.state()).isEqualTo(new OutOfService());
        }

        @Test
        void time_and_the_end_of_no_fault_change_nothing() {
            changeNothing(new Tick(), new ClearFault(Fault.TILT));
        }

        @Test
        void everything_else_is_refused() {
            refuse(
                    Refusal.WRONG_STATE,
                    new SelectSlot("A1", ANN),
                    new Cancel(OPERATOR),
                    new MotorDone(1),
                    new DropSeen(1),
                    new DropMissed(1),
                    new CoinsPaidOut(1),
                    new Restock("A1", 1),
                    new RefillTube(10, 1),
                    new CloseDoor());
        }
    }

    @Nested
    class WithCredit {
        @Test
        void more_coins_of_the_same_session_are_added_and_prolong_it() {
            accept(new InsertCoin(10, ANN));
            clock.advance(Duration.ofSeconds(59));
            accept(new InsertCoin(10, ANN));

            assertThat(machine.state())
                    .isEqualTo(new HoldingCredit(ANN, Coins.of(Map.of(10, 2)), NOON.plusSeconds(59 + 60)));
        }

        @Test
        void a_coin_of_somebody_else_is_returned_and_booked() {
            accept(new InsertCoin(10, ANN));

            giveBack(new InsertCoin(50, BOB), 50, Refusal.CREDIT_OF_ANOTHER);
            assertThat(machine.books().sum(Books.Entry.REJECTED)).isEqualTo(50);
        }

        @Test
        void a_coin_is_returned_when_the_credit_already_pays_for_everything() {
            accept(new InsertCoin(50, ANN));

            giveBack(new InsertCoin(10, ANN), 10, Refusal.ENOUGH_CREDIT);
        }

        @Test
        void nobody_else_but_the_operator_can_spend_it_or_have_it_returned() {
            accept(new InsertCoin(50, ANN));

            refuse(Refusal.NOT_YOUR_CREDIT, new SelectSlot("A1", BOB), new Cancel(BOB));
            accept(new SelectSlot("A1", OPERATOR));
        }

        @Test
        void cancel_returns_the_very_coins() {
            accept(new InsertCoin(10, ANN), new InsertCoin(10, ANN), new Cancel(ANN));

            assertThat(machine.state())
                    .isEqualTo(new ReturningChange(new PayOut(1, Coins.of(Map.of(10, 2)), Purpose.REFUND)));
        }

        @Test
        void the_credit_is_returned_after_sixty_idle_seconds_and_not_a_microsecond_before() {
            accept(new InsertCoin(50, ANN));

            clock.set(NOON.plusSeconds(60).minusNanos(1_000));
            changeNothing(new Tick());

            clock.set(NOON.plusSeconds(60));
            accept(new Tick());
            assertThat(machine.state()).isEqualTo(new ReturningChange(new PayOut(1, Coins.of(50), Purpose.REFUND)));
        }

        @Test
        void a_selection_is_refused_for_a_slot_that_is_unknown_too_dear_closed_or_sold_out() {
            machine = installed(new Slot("Tea", 30, 0, false), new Slot("Tea", 30, 1, true), GUM);
            accept(new InsertCoin(10, ANN));

            refuse(Refusal.UNKNOWN_SLOT, new SelectSlot("Z9", ANN));
            refuse(Refusal.NOT_ON_SALE, new SelectSlot("A1", ANN), new SelectSlot("A2", ANN));
            refuse(Refusal.TOO_LITTLE_CREDIT, new SelectSlot("A3", ANN));
        }

        @Test
        void a_sale_that_could_not_be_changed_is_not_begun_and_the_credit_stays() {
            machine = Machine.replay(List.of(new Event.MachineInstalled(
                    new TreeMap<>(Map.of("A1", TEA)), new Tubes(Coins.of(10), Coins.of(Map.of(10, 9, 50, 9))))));
            accept(new InsertCoin(50, ANN));

            refuse(Refusal.NO_CHANGE, new SelectSlot("A1", ANN));
            accept(new Cancel(ANN), new CoinsPaidOut(1));
            assertThat(machine.books().returned()).isEqualTo(50);
        }

        @Test
        void the_buyers_own_coins_may_be_part_of_the_change() {
            machine = Machine.replay(List.of(new Event.MachineInstalled(
                    new TreeMap<>(Map.of("A1", TEA, "B1", new Slot("Gum", 60, 1, false))),
                    new Tubes(Coins.of(Map.of(10, 2)), Coins.of(Map.of(10, 9, 50, 9))))));

            accept(new InsertCoin(10, ANN), new InsertCoin(50, ANN), new SelectSlot("A1", ANN), new DropSeen(1));

            assertThat(machine.owed()).isEqualTo(Coins.of(Map.of(10, 3)));
        }

        @Test
        void a_fault_blocks_the_sale_and_further_coins_and_never_the_refund() {
            accept(new InsertCoin(10, ANN), new RaiseFault(Fault.TEMPERATURE));

            refuse(Refusal.FAULTY, new SelectSlot("A1", ANN));
            giveBack(new InsertCoin(50, ANN), 50, Refusal.FAULTY);
            accept(new Cancel(ANN), new CoinsPaidOut(1));
            assertThat(machine.state()).isEqualTo(new OutOfService());
        }

        @Test
        void a_fault_does_not_keep_the_credit_beyond_its_time() {
            accept(new InsertCoin(50, ANN), new RaiseFault(Fault.TEMPERATURE));
            clock.advance(Duration.ofSeconds(60));

            accept(new Tick());

            assertThat(machine.owed()).isEqualTo(Coins.of(50));
        }

        @Test
        void sells_again_when_the_fault_is_over() {
            accept(new InsertCoin(50, ANN), new RaiseFault(Fault.TILT), new ClearFault(Fault.TILT));

            accept(new SelectSlot("A1", ANN));
        }

        @Test
        void everything_else_is_refused() {
            accept(new InsertCoin(50, ANN));

            refuse(
                    Refusal.WRONG_STATE,
                    new MotorDone(1),
                    new DropSeen(1),
                    new DropMissed(1),
                    new CoinsPaidOut(1),
                    new Restock("A1", 1),
                    new RefillTube(10, 1),
                    new OpenDoor(),
                    new CloseDoor());
        }
    }

    @Nested
    class WhileDispensing {
        @Test
        void the_order_stands_in_the_state_before_the_device_hears_of_it() {
            dispense();

            assertThat(machine.state())
                    .isEqualTo(new Dispensing(
                            new TurnMotor(1, "A1", 1),
                            30,
                            Coins.of(50),
                            Coins.of(Map.of(10, 2)),
                            Phase.TURNING,
                            NOON.plusSeconds(10)));
        }

        @Test
        void the_sensor_has_five_seconds_from_the_motors_report() {
            dispense();
            clock.advance(Duration.ofSeconds(9));
            accept(new MotorDone(1));

            clock.advance(Duration.ofSeconds(5).minusNanos(1_000));
            changeNothing(new Tick());

            clock.advance(Duration.ofNanos(1_000));
            accept(new Tick());
            assertThat(machine.state()).isInstanceOf(ReturningChange.class);
        }

        @Test
        void a_drop_counts_even_if_the_motors_report_was_lost() {
            dispense();

            accept(new DropSeen(1));

            assertThat(machine.books().sum(Books.Entry.UNITS_SOLD)).isEqualTo(1);
        }

        @Test
        void exact_money_needs_no_change() {
            accept(new InsertCoin(50, ANN), new SelectSlot("B1", ANN), new DropSeen(1));

            assertThat(machine.state()).isEqualTo(new Idle());
        }

        @Test
        void a_jam_is_retried_once_with_a_new_number() {
            dispense();

            accept(new DropMissed(1));

            assertThat(machine.state())
                    .isInstanceOfSatisfying(
                            Dispensing.class, state -> assertThat(state.order()).isEqualTo(new TurnMotor(2, "A1", 2)));
        }

        @Test
        void a_second_jam_is_refunded_and_closes_the_slot_with_its_unit_in_it() {
            dispense();

            accept(new DropMissed(1), new DropMissed(2));

            assertThat(machine.owed()).isEqualTo(Coins.of(50));
            assertThat(machine.slots()).containsEntry("A1", new Slot("Tea", 30, 5, true));
        }

        @Test
        void under_a_fault_the_motor_does_not_turn_again_and_a_jam_is_refunded_at_once() {
            dispense();

            accept(new RaiseFault(Fault.TILT), new DropMissed(1));

            assertThat(machine.owed()).isEqualTo(Coins.of(50));
            assertThat(machine.slots()).containsEntry("A1", new Slot("Tea", 30, 5, true));
        }

        @Test
        void an_unknown_outcome_is_refunded_and_the_unit_booked_as_unaccounted() {
            dispense();
            clock.advance(Duration.ofSeconds(10));

            accept(new Tick());

            assertThat(machine.owed()).isEqualTo(Coins.of(50));
            assertThat(machine.slots()).containsEntry("A1", new Slot("Tea", 30, 4, true));
            assertThat(machine.books().sum(Books.Entry.UNITS_UNACCOUNTED)).isEqualTo(1);
        }

        @Test
        void cancel_and_a_second_press_are_refused() {
            dispense();

            refuse(Refusal.WRONG_STATE, new Cancel(ANN), new Cancel(OPERATOR), new SelectSlot("A1", ANN));
        }

        @Test
        void a_coin_is_returned() {
            dispense();

            giveBack(new InsertCoin(10, ANN), 10, Refusal.COIN_NOT_WANTED);
            refuse(new InsertCoin(25, ANN), Refusal.UNKNOWN_DENOMINATION);
        }

        @Test
        void reports_about_another_order_are_refused() {
            dispense();
            accept(new DropMissed(1));

            refuse(Refusal.OTHER_ORDER, new MotorDone(1), new DropSeen(1), new DropMissed(1), new DropSeen(3));
        }

        @Test
        void the_motor_reports_once() {
            dispense();
            accept(new MotorDone(1));

            refuse(Refusal.WRONG_STATE, new MotorDone(1));
        }

        @Test
        void a_fault_lets_the_vend_end_and_then_ends_the_service() {
            dispense();

            accept(new RaiseFault(Fault.TEMPERATURE), new DropSeen(1), new CoinsPaidOut(2));

            assertThat(machine.state()).isEqualTo(new OutOfService());
        }

        @Test
        void everything_else_is_refused() {
            dispense();

            refuse(
                    Refusal.WRONG_STATE,
                    new CoinsPaidOut(1),
                    new Restock("A1", 1),
                    new RefillTube(10, 1),
                    new OpenDoor(),
                    new CloseDoor());
        }

        private void dispense() {
            accept(new InsertCoin(50, ANN), new SelectSlot("A1", ANN));
        }
    }

    @Nested
    class WhileReturningChange {
        @Test
        void what_is_owed_is_never_given_up() {
            owe();
            clock.advance(Duration.ofDays(365));

            changeNothing(new Tick());
        }

        @Test
        void the_changers_report_ends_it() {
            owe();

            refuse(Refusal.OTHER_ORDER, new CoinsPaidOut(2));
            accept(new CoinsPaidOut(1));

            assertThat(machine.state()).isEqualTo(new Idle());
            refuse(Refusal.WRONG_STATE, new CoinsPaidOut(1));
        }

        @Test
        void a_fault_does_not_stop_it() {
            owe();

            accept(new RaiseFault(Fault.TEMPERATURE), new CoinsPaidOut(1));

            assertThat(machine.books().returned()).isEqualTo(50);
        }

        @Test
        void a_coin_is_returned() {
            owe();

            giveBack(new InsertCoin(50, BOB), 50, Refusal.COIN_NOT_WANTED);
        }

        @Test
        void everything_else_is_refused() {
            owe();

            refuse(
                    Refusal.WRONG_STATE,
                    new SelectSlot("A1", ANN),
                    new Cancel(ANN),
                    new MotorDone(1),
                    new DropSeen(1),
                    new DropMissed(1),
                    new Restock("A1", 1),
                    new RefillTube(10, 1),
                    new OpenDoor(),
                    new CloseDoor());
        }

        private void owe() {
            accept(new InsertCoin(50, ANN), new Cancel(ANN));
        }
    }

    @Nested
    class WhileOutOfService {
        @Test
        void it_ends_with_the_last_fault() {
            accept(new RaiseFault(Fault.TEMPERATURE), new RaiseFault(Fault.TILT), new ClearFault(Fault.TILT));
            assertThat(machine.state()).isEqualTo(new OutOfService());

            accept(new ClearFault(Fault.TEMPERATURE));
            assertThat(machine.state()).isEqualTo(new Idle());
        }

        @Test
        void a_coin_is_returned_and_the_door_opens() {
            accept(new RaiseFault(Fault.TEMPERATURE));

            giveBack(new InsertCoin(50, ANN), 50, Refusal.COIN_NOT_WANTED);
            changeNothing(new Tick(), new RaiseFault(Fault.TEMPERATURE), new ClearFault(Fault.TILT));
            accept(new OpenDoor(), new CloseDoor());
            assertThat(machine.state()).isEqualTo(new OutOfService());
        }

        @Test
        void everything_else_is_refused() {
            accept(new RaiseFault(Fault.TEMPERATURE));

            refuse(
                    Refusal.WRONG_STATE,
                    new SelectSlot("A1", ANN),
                    new Cancel(ANN),
                    new MotorDone(1),
                    new DropSeen(1),
                    new DropMissed(1),
                    new CoinsPaidOut(1),
                    new Restock("A1", 1),
                    new RefillTube(10, 1),
                    new CloseDoor());
        }
    }

    @Nested
    class WithTheDoorOpen {
        @Test
        void restocking_adds_units_and_opens_a_closed_slot() {
            machine = installed(new Slot("Tea", 30, 1, true));

            accept(new OpenDoor(), new Restock("A1", 2), new CloseDoor());

            assertThat(machine.slots()).containsEntry("A1", new Slot("Tea", 30, 3, false));
        }

        @Test
        void restocking_no_unit_opens_a_slot_that_somebody_has_looked_at() {
            machine = installed(new Slot("Tea", 30, 1, true));

            accept(new OpenDoor(), new Restock("A1", 0), new CloseDoor());

            assertThat(machine.slots()).containsEntry("A1", new Slot("Tea", 30, 1, false));
        }

        @Test
        void neither_slots_nor_tubes_can_be_overfilled() {
            accept(new OpenDoor());

            refuse(Refusal.SLOT_FULL, new Restock("A1", 996), new Restock("A1", Integer.MAX_VALUE));
            refuse(Refusal.TUBE_FULL, new RefillTube(10, 18), new RefillTube(10, Integer.MAX_VALUE));
            refuse(Refusal.UNKNOWN_SLOT, new Restock("Z9", 1));
            refuse(Refusal.UNKNOWN_DENOMINATION, new RefillTube(25, 1));
            accept(new Restock("A1", 995), new RefillTube(10, 17));
        }

        @Test
        void faults_come_and_go_without_ending_it() {
            accept(new OpenDoor(), new RaiseFault(Fault.TILT));
            assertThat(machine.state()).isEqualTo(new InServiceMode());

            accept(new ClearFault(Fault.TILT), new CloseDoor());
            assertThat(machine.state()).isEqualTo(new Idle());
        }

        @Test
        void a_coin_is_returned_and_time_changes_nothing() {
            accept(new OpenDoor());

            giveBack(new InsertCoin(10, ANN), 10, Refusal.COIN_NOT_WANTED);
            changeNothing(new Tick());
        }

        @Test
        void everything_else_is_refused() {
            accept(new OpenDoor());

            refuse(
                    Refusal.WRONG_STATE,
                    new SelectSlot("A1", ANN),
                    new Cancel(ANN),
                    new MotorDone(1),
                    new DropSeen(1),
                    new DropMissed(1),
                    new CoinsPaidOut(1),
                    new OpenDoor());
        }
    }

    private static Machine installed(Slot... slots) {
        var named = new TreeMap<String, Slot>();
        for (var slot : slots) {
            named.put("A" + (named.size() + 1), slot);
        }
        return Machine.replay(List.of(new Event.MachineInstalled(
                named, new Tubes(Coins.of(Map.of(10, 3)), Coins.of(Map.of(10, 20, 50, 20))))));
    }

    private Outcome decide(Command command) {
        return controller.decide(machine, command, clock.instant());
    }

    private void accept(Command... commands) {
        for (var command : commands) {
            var outcome = decide(command);
            assertThat(outcome).as(command.toString()).isInstanceOf(Outcome.Accepted.class);
            machine = outcome.machine();
        }
    }

    private void changeNothing(Command... commands) {
        for (var command : commands) {
            assertThat(decide(command)).isEqualTo(new Outcome.Accepted(machine, List.of()));
        }
    }

    private void refuse(Command command, Refusal reason) {
        assertThat(decide(command)).isEqualTo(new Outcome.Refused(reason, machine, List.of()));
    }

    private void refuse(Refusal reason, Command... commands) {
        Arrays.stream(commands).forEach(command -> refuse(command, reason));
    }

    private void giveBack(Command command, int coin, Refusal reason) {
        var before = machine.state();
        var outcome = decide(command);

        machine = outcome.machine();
        assertThat(outcome).isEqualTo(new Outcome.Refused(reason, machine, List.of(new Event.CoinRejected(coin))));
        assertThat(machine.state()).isEqualTo(before);
    }
}
