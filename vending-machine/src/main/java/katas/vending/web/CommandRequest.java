package katas.vending.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Set;
import java.util.regex.Pattern;
import katas.vending.Claim;
import katas.vending.Command;
import katas.vending.Fault;
import katas.vending.table.CommandKind;
import org.jspecify.annotations.Nullable;

/**
 * A command in JSON. Beside id, type and version a command has the fields of its type, and no other.
 *
 * @param id the caller's own, 1 to 64 visible ASCII characters
 * @param version the machine's, if the command is meant for no other
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommandRequest(
        @Schema(
                example = "c-27b1e9d04c",
                description = "random: the same id gets the same answer, and that of a first coin is the buyer's own")
        @Nullable
        String id,

        @Schema(example = "insert-coin") @Nullable String type,
        @Schema(example = "1") @Nullable Long version,
        @Schema(example = "50") @Nullable Integer denomination,
        @Nullable String slot,
        @Nullable String session,
        @Nullable Integer order,
        @Nullable Integer units,
        @Nullable Integer coins,

        @Schema(description = "temperature or tilt") @Nullable
        String fault) {
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,64}");
    private static final Pattern SESSION = Pattern.compile("ses_[A-Za-z0-9_-]{22}");

    private static final Set<CommandKind> BUYERS =
            EnumSet.of(CommandKind.INSERT_COIN, CommandKind.SELECT, CommandKind.CANCEL);

    /** Tells whether it is what a buyer does, and not the device or the operator. */
    static boolean isBuyers(CommandKind kind) {
        return BUYERS.contains(kind);
    }

    CommandKind kind() {
        return Names.parse("type", Checks.present("type", type), CommandKind.class);
    }

    String checkedId() {
        return Checks.matching("id", id, ID, "must be 1 to 64 visible ASCII characters");
    }

    @Nullable
    Long checkedVersion() {
        if (version != null && version < 1) {
            throw new InvalidRequest("version", "must be at least 1, was " + version);
        }
        return version;
    }

    /** Returns the session's token, if the command has one. */
    @Nullable
    String checkedSession() {
        return session == null
                ? null
                : Checks.matching(
                        "session",
                        session,
                        SESSION,
                        "must be as it was given out: ses_ and 22 letters, digits, - or _");
    }

    /**
     * Returns what the command says.
     *
     * @param token of the session that the command belongs to, or may open
     * @param operator whether the caller may spend without a session
     */
    Command command(CommandKind kind, String token, boolean operator) {
        refuseFieldsOfOthers(kind);
        var own = Tokens.sessionOf(token);
        Claim claim = operator && session == null ? new Claim.Operator() : own;
        return switch (kind) {
            case INSERT_COIN -> new Command.InsertCoin(Checks.denomination("denomination", denomination), own);
            case SELECT -> new Command.SelectSlot(Checks.slot("slot", slot), claim);
            case CANCEL -> new Command.Cancel(claim);
            case MOTOR_DONE -> new Command.MotorDone(checkedOrder());
            case DROP_SEEN -> new Command.DropSeen(checkedOrder());
            case DROP_MISSED -> new Command.DropMissed(checkedOrder());
            case COINS_PAID_OUT -> new Command.CoinsPaidOut(checkedOrder());
            case TICK -> new Command.Tick();
            case RESTOCK ->
                new Command.Restock(Checks.slot("slot", slot), Checks.inRange("units", units, 0, Checks.MAX_UNITS));
            case REFILL_TUBE ->
                new Command.RefillTube(
                        Checks.denomination("denomination", denomination),
                        Checks.inRange("coins", coins, 1, Checks.MAX_COINS));
            case OPEN_DOOR -> new Command.OpenDoor();
            case CLOSE_DOOR -> new Command.CloseDoor();
            case FAULT -> new Command.RaiseFault(checkedFault());
            case CLEAR -> new Command.ClearFault(checkedFault());
        };
    }

    private int checkedOrder() {
        return Checks.inRange("order", order, 1, Integer.MAX_VALUE);
    }

    private Fault checkedFault() {
        return Names.parse("fault", Checks.present("fault", fault), Fault.class);
    }

    private void refuseFieldsOfOthers(CommandKind kind) {
        var own = fieldsOf(kind);
        var given = new HashMap<String, @Nullable Object>();
        given.put("denomination", denomination);
        given.put("slot", slot);
        given.put("session", session);
        given.put("order", order);
        given.put("units", units);
        given.put("coins", coins);
        given.put("fault", fault);
        given.forEach((field, value) -> {
            if (value != null && !own.contains(field)) {
                throw new InvalidRequest(field, "is not known to " + kind.text());
            }
        });
    }

    private static Set<String> fieldsOf(CommandKind kind) {
        return switch (kind) {
            case INSERT_COIN -> Set.of("denomination", "session");
            case SELECT -> Set.of("slot", "session");
            case CANCEL -> Set.of("session");
            case MOTOR_DONE, DROP_SEEN, DROP_MISSED, COINS_PAID_OUT -> Set.of("order");
            case RESTOCK -> Set.of("slot", "units");
            case REFILL_TUBE -> Set.of("denomination", "coins");
            case FAULT, CLEAR -> Set.of("fault");
            case TICK, OPEN_DOOR, CLOSE_DOOR -> Set.of();
        };
    }
}
