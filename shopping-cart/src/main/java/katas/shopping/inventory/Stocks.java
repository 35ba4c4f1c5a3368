package katas.shopping.inventory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import katas.shopping.Shards;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Effects.Applied;

/** What is in stock, for whoever looks after it. */
public final class Stocks {
    private final Documents documents;
    private final Effects effects;
    private final Agendas agendas;
    private final InstantSource clock;
    private final Duration reservationTtl;

    /**
     * Looks into the inventory.
     *
     * @param reservationTtl how long something is kept for an order that does not go on
     */
    public Stocks(Documents documents, Effects effects, Agendas agendas, InstantSource clock, Duration reservationTtl) {
        this.documents = documents;
        this.effects = effects;
        this.agendas = agendas;
        this.clock = clock;
        this.reservationTtl = reservationTtl;
    }

    /** Returns what there is of a SKU, if it was ever counted. */
    public Optional<Stock> find(String sku) {
        return documents.load(Stock.at(sku)).found();
    }

    /**
     * Says how many are on the shelf, besides what is kept for orders.
     *
     * @param onHand at least 0
     */
    public Stock count(String sku, long onHand) {
        while (true) {
            var before = documents.load(Stock.at(sku));
            var after = before.found().orElseGet(() -> Stock.none(sku)).counted(onHand);
            var effect = Effect.in(Inventory.CONTEXT, before.place().shard()).changing(before, after);
            if (effects.apply(effect) == Applied.DONE) {
                return after;
            }
        }
    }

    /** Returns since when something has been kept that is kept still, if anything is. */
    public Optional<Instant> oldestReservation() {
        var last = clock.instant().plus(reservationTtl);
        return IntStream.range(0, Shards.COUNT)
                .mapToObj(shard -> agendas.due(Reservation.EXPIRING, shard, last, 1))
                .flatMap(List::stream)
                .map(first -> first.at().minus(reservationTtl))
                .min(Comparator.naturalOrder());
    }
}
