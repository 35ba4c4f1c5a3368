package katas.shopping.payment;

import java.time.Instant;
import java.util.Optional;
import katas.shopping.effect.Documents;
import katas.shopping.payment.Attempt.Phase;

/**
 * What the provider is to be asked about an order.
 *
 * @param tries how often it was asked for this, and gave no answer
 * @param nextTry when it is asked next; if somebody is asking just now, when somebody else may if there is no answer
 */
public record PaymentDue(int tries, Instant nextTry) {

    /** Returns what is due for an order, if anything is. */
    public static Optional<PaymentDue> find(Documents documents, String orderId) {
        return documents
                .load(Attempt.at(orderId))
                .found()
                .filter(attempt -> attempt.phase() == Phase.DUE)
                .map(attempt -> new PaymentDue(attempt.tries(), attempt.nextTry()));
    }
}
