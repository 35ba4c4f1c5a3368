package katas.shopping.inventory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Handler;
import katas.shopping.messages.Message;
import katas.shopping.messages.StockCommand;
import katas.shopping.messages.StockCommand.CommitStock;
import katas.shopping.messages.StockCommand.ReleaseStock;
import katas.shopping.messages.StockCommand.ReserveStock;

/** Keeps, sells and puts back what orders ask for. */
public final class Inventory implements Handler {
    /** Whose outbox takes what is said here. */
    public static final String CONTEXT = "inventory";

    private final Documents documents;
    private final InstantSource clock;
    private final Duration reservationTtl;

    /**
     * Handles stock commands.
     *
     * @param reservationTtl how long something is kept for an order that does not go on
     */
    public Inventory(Documents documents, InstantSource clock, Duration reservationTtl) {
        this.documents = documents;
        this.clock = clock;
        this.reservationTtl = reservationTtl;
    }

    @Override
    public Optional<Effect> handle(Message message) {
        if (!(message instanceof StockCommand command)) {
            return Optional.empty();
        }
        var shelf = Shelf.of(command.sku(), command.orderId(), documents);
        return Optional.of(
                switch (command) {
                    case ReserveStock(var _, var _, int quantity) ->
                        shelf.reserve(quantity, clock.instant().plus(reservationTtl));
                    case CommitStock(var _, var _, int quantity) -> shelf.commit(quantity, clock.instant());
                    case ReleaseStock _ -> shelf.release(clock.instant());
                });
    }
}
