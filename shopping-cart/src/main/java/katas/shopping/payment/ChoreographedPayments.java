package katas.shopping.payment;

import java.time.InstantSource;
import java.util.Optional;
import katas.shopping.Shards;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Handler;
import katas.shopping.effect.Place;
import katas.shopping.messages.Message;
import katas.shopping.messages.PaymentCommand;
import katas.shopping.messages.PaymentCommand.CapturePayment;
import katas.shopping.messages.PaymentCommand.KeepPaymentToken;
import katas.shopping.messages.PaymentCommand.VoidPayment;
import katas.shopping.messages.PaymentEvent;
import katas.shopping.messages.PaymentEvent.PaymentCaptured;
import katas.shopping.messages.PaymentEvent.PaymentDeclined;
import katas.shopping.messages.PaymentEvent.PaymentVoided;
import katas.shopping.messages.Slip;
import katas.shopping.messages.Slip.Leg;
import katas.shopping.messages.SlipEvent.PaymentSettled;
import katas.shopping.messages.SlipEvent.StockSettled;

/** Reacts to stock that is settled, where nobody leads orders: keeps the order until the provider has answered. */
public final class ChoreographedPayments implements Handler {
    private final Payments payments;
    private final Documents documents;
    private final InstantSource clock;

    public ChoreographedPayments(Documents documents, InstantSource clock) {
        this.payments = new Payments(documents, clock);
        this.documents = documents;
        this.clock = clock;
    }

    @Override
    public Optional<Effect> handle(Message message) {
        return switch (message) {
            case StockSettled(var slip) -> begin(slip);
            case KeepPaymentToken keep -> payments.handle(keep);
            case PaymentEvent event -> goOn(event);
            default -> Optional.empty();
        };
    }

    private Optional<Effect> begin(Slip slip) {
        return switch (slip.leg()) {
            case PAYING ->
                begin(slip, new CapturePayment(slip.orderId(), slip.cart().total()));
            case REFUNDING -> begin(slip, new VoidPayment(slip.orderId()));
            case RESERVING, SELLING, RETURNING, COMPLETED, REJECTED, COMPENSATED -> Optional.empty();
        };
    }

    private Optional<Effect> begin(Slip slip, PaymentCommand command) {
        return payments.handle(command).map(effect -> effect.changing(documents.load(at(slip.orderId())), slip));
    }

    private Optional<Effect> goOn(PaymentEvent event) {
        var kept = documents.load(at(event.orderId()));
        return kept.found()
                .map(slip -> Effect.in(Payments.CONTEXT, kept.place().shard())
                        .removing(kept)
                        .saying(new PaymentSettled(next(slip.stamped(event, null, clock.instant()), event))));
    }

    private static Slip next(Slip slip, PaymentEvent event) {
        return switch (event) {
            case PaymentCaptured _ -> slip.on(Leg.SELLING);
            case PaymentDeclined(var _, var why) ->
                slip.because("payment declined: " + why)
                        .on(Leg.RETURNING, slip.cart().lines().size() - 1);
            case PaymentVoided _ -> slip.on(Leg.COMPENSATED);
        };
    }

    private static Place<Slip> at(String orderId) {
        return new Place<>(Shards.of(orderId), "slip:" + orderId, Slip.class);
    }
}
