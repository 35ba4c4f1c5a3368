package katas.shopping.cart;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import katas.shopping.Shards;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Place;
import katas.shopping.messages.Money;

/** What is sold, and for how much. */
public final class PriceList {
    private final Documents documents;
    private final Effects effects;

    public PriceList(Documents documents, Effects effects) {
        this.documents = documents;
        this.effects = effects;
    }

    /** Returns what one costs, if it is sold. */
    public Optional<Money> find(String sku) {
        return documents.load(place(sku)).found();
    }

    /** Returns what one of each costs, without what is not sold. */
    Map<String, Money> findAll(Collection<String> skus) {
        var places = skus.stream().map(PriceList::place).toList();
        var prices = new HashMap<String, Money>();
        var stored = documents.loadAll(places).iterator();
        for (var sku : skus) {
            stored.next().found().ifPresent(price -> prices.put(sku, price));
        }
        return prices;
    }

    /** Sells something from now on, or for another price: carts keep what their customers were shown. */
    public void set(String sku, Money price) {
        Decision.settle(effects, () -> {
            var before = documents.load(place(sku));
            var effect = Effect.in(Carts.CONTEXT, before.place().shard());
            return new Decision<>(price, effect.changing(before, price));
        });
    }

    private static Place<Money> place(String sku) {
        return new Place<>(Shards.of(sku), "price:" + sku, Money.class);
    }
}
