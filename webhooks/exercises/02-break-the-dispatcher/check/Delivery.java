import java.time.Instant;

/** A message's way to an endpoint, as the store has it: it outlives every process. */
final class Delivery {

    final Message message;
    final String endpoint;
    int attempts;
    /** When it is due; null when there is nothing more to do. */
    Instant due;

    Delivery(Message message, String endpoint, Instant due) {
        this.message = message;
        this.endpoint = endpoint;
        this.due = due;
    }
}
