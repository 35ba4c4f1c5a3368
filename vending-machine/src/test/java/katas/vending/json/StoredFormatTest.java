package katas.vending.json;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import katas.vending.Claim.Session;
import katas.vending.Coins;
import katas.vending.Event;
import katas.vending.Fault;
import katas.vending.JournalEntry;
import katas.vending.Machine;
import katas.vending.Order;
import katas.vending.Receipt;
import katas.vending.Refusal;
import katas.vending.Slot;
import katas.vending.Snapshot;
import katas.vending.State;
import katas.vending.Tubes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredFormatTest {
    private static final Instant UNTIL = Instant.parse("2026-01-01T12:00:00.000123Z");
    private static final Session ANN = new Session("ann");
    private static final Order.TurnMotor TURN = new Order.TurnMotor(3, "A1", 2);
    private static final Order.PayOut PAY = new Order.PayOut(4, Coins.of(Map.of(10, 2)), Order.Purpose.CHANGE);
    private static final Event.MachineInstalled INSTALLED = new Event.MachineInstalled(
            new TreeMap<>(Map.of("A1", new Slot("Tea", 30, 5, false), "A2", new Slot("Tee \"grün\"", 120, 0, true))),
            new Tubes(Coins.of(Map.of(10, 3)), Coins.of(Map.of(10, 20, 50, 20))));

    private final StoredFormat format = new StoredFormat();

    static Stream<Event> events() {
        return Stream.of(
                INSTALLED,
                new Event.CoinInserted(50, ANN, UNTIL),
                new Event.CoinRejected(50),
                new Event.VendStarted(TURN, 30, Coins.of(10), UNTIL),
                new Event.MotorStopped(UNTIL),
                new Event.VendRetried(TURN, UNTIL),
                new Event.ItemSold("A1", 30),
                new Event.SlotJammed("A1"),
                new Event.ItemLostSight("A1"),
                new Event.PayOutStarted(PAY),
                new Event.CoinsReturned(PAY),
                new Event.SlotRestocked("A1", 5),
                new Event.TubeRefilled(10, 5),
                new Event.DoorOpened(),
                new Event.DoorClosed(),
                new Event.FaultRaised(Fault.TILT),
                new Event.FaultCleared(Fault.TEMPERATURE));
    }

    static Stream<State> states() {
        return Stream.of(
                new State.Idle(),
                new State.HoldingCredit(ANN, Coins.of(50), UNTIL),
                new State.Dispensing(TURN, 30, Coins.of(50), Coins.of(10), State.Phase.DROPPING, UNTIL),
                new State.ReturningChange(PAY),
                new State.OutOfService(),
                new State.InServiceMode());
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_is_read_as_it_was_written(Event event) {
        var entry = new JournalEntry(7, 5, UNTIL, "c-\"1\"", event);

        assertThat(format.readEntry(7, format.write(entry))).isEqualTo(entry);
    }

    @ParameterizedTest
    @MethodSource("states")
    void every_state_is_read_as_it_was_written(State state) {
        var snapshot = new Snapshot("m-1", 9, in(state));

        assertThat(format.readSnapshot(format.write(snapshot))).isEqualTo(snapshot);
    }

    @Test
    void every_answer_that_is_remembered_is_read_as_it_was_written() {
        var snapshot = new Snapshot("m-1", 9, in(new State.Idle()));
        List<Event> events = List.of(new Event.CoinRejected(10));

        assertThat(List.of(
                        new Receipt.Done(snapshot, events, "ses_1"),
                        new Receipt.Refused(Refusal.NO_CHANGE, snapshot, List.of()),
                        new Receipt.Stale(snapshot, events)))
                .allSatisfy(receipt -> {
                    var remembered = new Remembered("print", receipt);
                    assertThat(format.readRemembered(format.write(remembered))).isEqualTo(remembered);
                });
    }

    @Test
    void no_event_and_no_state_was_forgotten_here() {
        assertThat(types(events())).isEqualTo(Set.of(Event.class.getPermittedSubclasses()));
        assertThat(types(states())).isEqualTo(Set.of(State.class.getPermittedSubclasses()));
    }

    @Test
    void writes_the_format_that_is_in_the_stores_already() {
        assertThat(format.write(
                        new JournalEntry(7, 5, UNTIL, "c-1", new Event.VendStarted(TURN, 30, Coins.of(10), UNTIL))))
                .isEqualTo(json("""
                        {'version':5,'at':'2026-01-01T12:00:00.000123Z','command':'c-1','event':{'type':'vend-started',
                        'order':{'number':3,'slot':'A1','attempt':2},'price':30,'change':{'10':1},
                        'until':'2026-01-01T12:00:00.000123Z'},'v':2}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "0", "-1", "2.0", "\"2\"", "null", "99999999999"})
    void another_version_than_this_one_and_the_one_before_is_refused(String version) {
        var text = format.write(new Snapshot("m-1", 9, in(new State.Idle())));

        assertThatExceptionOfType(UnknownFormat.class)
                .isThrownBy(() -> format.readSnapshot(text.replace("\"v\":2", "\"v\":" + version)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "[]", "{}", "null", "{\"v\":2}", "{\"v\":2,\"v\":2}", "{\"v\":1}"})
    void what_is_no_snapshot_is_refused(String text) {
        assertThatExceptionOfType(UnknownFormat.class).isThrownBy(() -> format.readSnapshot(text));
    }

    @Test
    void a_snapshot_with_something_in_it_that_this_version_does_not_know_is_refused() {
        var text = format.write(new Snapshot("m-1", 9, in(new State.Idle())));

        assertThatExceptionOfType(UnknownFormat.class)
                .isThrownBy(() -> format.readSnapshot(text.replace("\"box\":", "\"loyaltyPoints\":5,\"box\":")))
                .withMessageContaining("loyaltyPoints");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TILT", "TEMPERATURE"})
    void the_one_fault_that_a_machine_of_format_1_could_have_becomes_one_of_a_set(String fault) {
        var read = format.readSnapshot(
                json(V1_SNAPSHOT.replace("STATE", "{'type':'out-of-service','fault':'" + fault + "'}")));

        assertThat(read).isEqualTo(new Snapshot("m-1", 9, in(new State.OutOfService(), Set.of(Fault.valueOf(fault)))));
    }

    @Test
    void a_machine_of_format_1_that_was_in_service_has_no_fault() {
        var read = format.readSnapshot(json(V1_SNAPSHOT.replace("STATE", "{'type':'idle'}")));

        assertThat(read).isEqualTo(new Snapshot("m-1", 9, in(new State.Idle(), Set.of())));
    }

    @Test
    void faults_in_a_journal_of_format_1_are_read_under_the_names_of_today() {
        var entries = Stream.of(
                entry("failed", new Event.FaultRaised(Fault.TILT)),
                entry("repaired", new Event.FaultCleared(Fault.TILT)));

        assertThat(entries)
                .allSatisfy(old -> assertThat(format.readEntry(3, json("""
                        {'v':1,'version':5,'at':'2026-01-01T12:00:00.000123Z','command':'c-1',
                        'event':{'type':'%s','fault':'TILT'}}""".formatted(old.getKey()))))
                        .isEqualTo(new JournalEntry(3, 5, UNTIL, "c-1", old.getValue())));
    }

    @Test
    void an_answer_remembered_in_format_1_is_given_as_it_would_be_today() {
        var machine = V1_SNAPSHOT.replace("'v':1,", "").replace("STATE", "{'type':'out-of-service','fault':'TILT'}");

        var read = format.readRemembered(json("{'v':1,'fingerprint':'print','receipt':{'type':'done','machine':"
                + machine + ",'events':[{'type':'failed','fault':'TILT'}],'token':''}}"));

        assertThat(read)
                .isEqualTo(new Remembered(
                        "print",
                        new Receipt.Done(
                                new Snapshot("m-1", 9, in(new State.OutOfService(), Set.of(Fault.TILT))),
                                List.of(new Event.FaultRaised(Fault.TILT)),
                                "")));
    }

    private static final String V1_SNAPSHOT = """
            {'v':1,'id':'m-1','version':9,'machine':{'state':STATE,'slots':{
            'A1':{'product':'Tea','price':30,'stock':5,'closed':false},
            'A2':{'product':'Tee \\"grün\\"','price':120,'stock':0,'closed':true}},
            'tubes':{'content':{'10':3},'capacity':{'10':20,'50':20}},'box':{'50':2},'lastOrder':4,
            'books':{'FILLED':30,'UNITS_STOCKED':5}}}""";

    private static Machine in(State state) {
        return in(state, Set.of(Fault.TILT));
    }

    private static Machine in(State state, Set<Fault> faults) {
        var installed = Machine.replay(List.of(INSTALLED));
        return new Machine(
                state,
                installed.slots(),
                installed.tubes(),
                Coins.of(Map.of(50, 2)),
                new HashSet<>(faults),
                4,
                installed.books());
    }

    private static Set<Class<?>> types(Stream<?> values) {
        return values.map(Object::getClass).collect(Collectors.toSet());
    }

    private static String json(String text) {
        return Arrays.stream(text.replace('\'', '"').split("\n")).collect(Collectors.joining());
    }
}
