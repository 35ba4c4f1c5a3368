package katas.shopping.view;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Handler;
import katas.shopping.messages.CartEvent;
import org.jspecify.annotations.Nullable;

/** The views by their names: {@code carts} and {@code demand}. */
public final class Projections {
    private final Standings standings;
    private final Map<String, Projection> byName;

    public Projections(Documents documents, Effects effects) {
        this.standings = new Standings(documents, effects);
        this.byName = Stream.of(new CartsProjection(documents), new DemandProjection(documents))
                .collect(Collectors.toUnmodifiableMap(Projection::name, projection -> projection));
    }

    /**
     * How a view does.
     *
     * @param applied how many events are in it
     * @param next what is being built to take its place, if anything is
     */
    public record Status(
            String name,
            long generation,
            long applied,
            @Nullable Next next) {}

    /**
     * What a rebuild has come to.
     *
     * @param applied how many events are in it so far
     */
    public record Next(long generation, long applied) {}

    /** Returns how a view does, if there is one of this name. */
    public Optional<Status> find(String name) {
        return named(name).map(this::status);
    }

    /** Returns what a view knows under a key; nothing, if it knows nothing or there is no such view. */
    public Optional<Row> read(String name, String key) {
        return named(name)
                .flatMap(view -> view.read(standings.read(name).standing().serving(), key));
    }

    /** Has a view built anew from the first event on; it serves what it has until then. */
    public Optional<Status> rebuild(String name) {
        return named(name).map(view -> {
            var read = standings.read(name);
            while (!standings.store(read, read.standing().rebuilding())) {
                read = standings.read(name);
            }
            return status(view);
        });
    }

    /** Returns what folds messages into a generation, if there is such a view. */
    public Optional<Handler> builder(Generation generation) {
        return named(generation.view())
                .map(view -> message ->
                        message instanceof CartEvent event ? view.fold(generation, event) : Optional.empty());
    }

    Collection<Projection> all() {
        return byName.values();
    }

    Optional<Projection> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private Status status(Projection view) {
        var standing = standings.read(view.name()).standing();
        var serving = standing.serving();
        var building = standing.building();
        var next = building == null ? null : new Next(building.number(), view.applied(building));
        return new Status(view.name(), serving.number(), view.applied(serving), next);
    }
}
