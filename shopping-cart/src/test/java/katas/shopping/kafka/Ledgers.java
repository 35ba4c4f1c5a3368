package katas.shopping.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import katas.shopping.Shards;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Handler;
import katas.shopping.effect.Place;
import katas.shopping.effect.Poison;
import katas.shopping.messages.CartEvent;
import katas.shopping.messages.CartEvent.CartCheckedOut;
import katas.shopping.messages.CartEvent.CartReopened;
import katas.shopping.messages.Message;

/** The simplest contexts there are: one that says numbers of a cart, and one that writes them down in their order. */
final class Ledgers implements Handler {
    static final String SPEAKER = "cart";

    private final Documents documents;
    private final String name;
    private volatile String refused = "";

    Ledgers(Documents documents, String name) {
        this.documents = documents;
        this.name = name;
    }

    /** What was heard of a cart. */
    record Heard(List<Long> numbers) {}

    /** How far a cart has counted. */
    record Counter(long number) {}

    /** Returns an effect that counts on, and says so. */
    static Effect count(Documents documents, String cart) {
        var counter = documents.load(new Place<>(Shards.of(cart), "counter:" + cart, Counter.class));
        long next = counter.found().map(Counter::number).orElse(0L) + 1;
        return Effect.in(SPEAKER, Shards.of(cart))
                .changing(counter, new Counter(next))
                .saying(new CartReopened(cart, next, "order_1"));
    }

    /** Refuses to hear of a cart, from now on; nothing refuses none. */
    void refuse(String cart) {
        refused = cart;
    }

    List<Long> heard(String cart) {
        return documents.load(at(cart)).found().map(Heard::numbers).orElse(List.of());
    }

    @Override
    public Optional<Effect> handle(Message message) {
        return message instanceof CartEvent said && (said instanceof CartReopened || said instanceof CartCheckedOut)
                ? Optional.of(writeDown(said))
                : Optional.empty();
    }

    private Effect writeDown(CartEvent said) {
        if (said.cartId().equals(refused)) {
            throw new Poison("refuses " + refused, null);
        }
        var stored = documents.load(at(said.cartId()));
        var numbers = new ArrayList<>(stored.found().map(Heard::numbers).orElse(List.of()));
        numbers.add(said.version());
        return Effect.in(name, stored.place().shard()).changing(stored, new Heard(numbers));
    }

    private Place<Heard> at(String cart) {
        return new Place<>(Shards.of(cart), name + ":" + cart, Heard.class);
    }
}
