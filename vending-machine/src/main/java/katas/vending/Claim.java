package katas.vending;

/** By what right somebody spends a credit. */
public sealed interface Claim {

    /** The one who has the session that the first coin opened. */
    record Session(String id) implements Claim {}

    /** The operator, who may spend or return any credit. */
    record Operator() implements Claim {}

    default boolean covers(Session holder) {
        return switch (this) {
            case Session session -> session.equals(holder);
            case Operator _ -> true;
        };
    }
}
