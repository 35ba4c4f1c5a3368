package katas.vending.table;

import katas.vending.Command;

/** The commands by name, without what is in them. */
public enum CommandKind {
    INSERT_COIN("insert-coin"),
    SELECT("select"),
    CANCEL("cancel"),
    MOTOR_DONE("motor-done"),
    DROP_SEEN("drop-seen"),
    DROP_MISSED("drop-missed"),
    COINS_PAID_OUT("coins-paid-out"),
    TICK("tick"),
    RESTOCK("restock"),
    REFILL_TUBE("refill-tube"),
    OPEN_DOOR("open-door"),
    CLOSE_DOOR("close-door"),
    FAULT("fault"),
    CLEAR("clear");

    private final String text;

    CommandKind(String text) {
        this.text = text;
    }

    public static CommandKind of(Command command) {
        return switch (command) {
            case Command.InsertCoin _ -> INSERT_COIN;
            case Command.SelectSlot _ -> SELECT;
            case Command.Cancel _ -> CANCEL;
            case Command.MotorDone _ -> MOTOR_DONE;
            case Command.DropSeen _ -> DROP_SEEN;
            case Command.DropMissed _ -> DROP_MISSED;
            case Command.CoinsPaidOut _ -> COINS_PAID_OUT;
            case Command.Tick _ -> TICK;
            case Command.Restock _ -> RESTOCK;
            case Command.RefillTube _ -> REFILL_TUBE;
            case Command.OpenDoor _ -> OPEN_DOOR;
            case Command.CloseDoor _ -> CLOSE_DOOR;
            case Command.RaiseFault _ -> FAULT;
            case Command.ClearFault _ -> CLEAR;
        };
    }

    /** Returns the name that callers use. */
    public String text() {
        return text;
    }
}
