package katas.shopping.payment;

import katas.shopping.messages.Money;

/**
 * Moves money. Not ours, and not always there.
 *
 * <p>It knows an attempt by its id, and does for it once what is asked of it any number of times; what is voided stays so.
 */
public interface PaymentProvider {

    /** Takes an amount from whoever the token stands for. */
    Answer capture(String attemptId, Money amount, String token);

    /** Gives back what was captured, and lets nothing be captured any more. */
    Answer voidCapture(String attemptId);

    /** What the provider says. */
    sealed interface Answer {
        record Captured() implements Answer {}

        record Declined(String reason) implements Answer {}

        /**
         * Nothing is captured, and nothing will be.
         *
         * @param refunded whether money had been captured, and was given back
         */
        record Voided(boolean refunded) implements Answer {}

        /**
         * Nobody knows: it did not answer, not in time, or not with sense; or it was not even asked.
         *
         * @param why for whoever reads logs
         */
        record Uncertain(String why) implements Answer {}
    }
}
