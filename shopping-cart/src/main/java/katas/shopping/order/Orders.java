package katas.shopping.order;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import katas.shopping.Shards;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Stored;

/** Orders, for whoever wants to know how they are. */
public final class Orders {
    /** Orders that are not done with, by when they came. */
    static final Agenda UNFINISHED = new Agenda("sagas");

    private final Documents documents;
    private final Agendas agendas;
    private final InstantSource clock;

    public Orders(Documents documents, Agendas agendas, InstantSource clock) {
        this.documents = documents;
        this.agendas = agendas;
        this.clock = clock;
    }

    /** Returns the order that has this id, once it has been heard of. */
    public Optional<Order> find(String id) {
        return documents.load(Order.at(id)).found();
    }

    /**
     * Returns orders that take long, the oldest first.
     *
     * @param stuckFor how long ago they came, or longer
     * @param most how many at most, at least 1
     */
    public List<Order> unfinished(Duration stuckFor, int most) {
        var oldest = entries(clock.instant().minus(stuckFor), most)
                .sorted(Comparator.comparing(Agendas.Entry::at))
                .limit(most)
                .map(entry -> Order.at(entry.name()))
                .toList();
        return documents.loadAll(oldest).stream()
                .map(Stored::found)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns when the oldest order came that is not done with, if there is any. */
    public Optional<Instant> oldestUnfinished() {
        return entries(clock.instant(), 1).map(Agendas.Entry::at).min(Comparator.naturalOrder());
    }

    private Stream<Agendas.Entry> entries(Instant until, int most) {
        return IntStream.range(0, Shards.COUNT)
                .boxed()
                .flatMap(shard -> agendas.due(UNFINISHED, shard, until, most).stream());
    }
}
