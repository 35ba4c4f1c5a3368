package katas.vending.table;

import katas.vending.State;

/** The states by name, without what is in them. */
public enum StateKind {
    IDLE("idle"),
    CREDIT("credit"),
    DISPENSING("dispensing"),
    RETURNING_CHANGE("returning-change"),
    OUT_OF_SERVICE("out-of-service"),
    SERVICE_MODE("service-mode");

    private final String text;

    StateKind(String text) {
        this.text = text;
    }

    public static StateKind of(State state) {
        return switch (state) {
            case State.Idle _ -> IDLE;
            case State.HoldingCredit _ -> CREDIT;
            case State.Dispensing _ -> DISPENSING;
            case State.ReturningChange _ -> RETURNING_CHANGE;
            case State.OutOfService _ -> OUT_OF_SERVICE;
            case State.InServiceMode _ -> SERVICE_MODE;
        };
    }

    /** Returns the name that callers see. */
    public String text() {
        return text;
    }
}
