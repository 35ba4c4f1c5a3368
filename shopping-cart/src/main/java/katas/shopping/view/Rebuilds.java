package katas.shopping.view;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import katas.shopping.Shards;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.DeadLetters;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Handler;

/**
 * Builds views, and rebuilds them beside those that serve.
 *
 * <p>Every process that plays a part looks at where each view stands, every second or so, and does what is next; whoever is
 * first has done it for all.
 */
public final class Rebuilds {
    private final Documents documents;
    private final Effects effects;
    private final Agendas agendas;
    private final DeadLetters letters;
    private final Projections projections;
    private final Standings standings;
    private final Replays replays;
    private final InstantSource clock;
    private final Duration grace;

    /**
     * Rebuilds what the projections ask for.
     *
     * @param grace how long every process has to see that a generation is not built any more, before its rows go, and what
     *     waits for it in the dead letters
     */
    public Rebuilds(
            Documents documents,
            Effects effects,
            Agendas agendas,
            DeadLetters letters,
            Projections projections,
            Replays replays,
            InstantSource clock,
            Duration grace) {
        this.documents = documents;
        this.effects = effects;
        this.agendas = agendas;
        this.letters = letters;
        this.projections = projections;
        this.standings = new Standings(documents, effects);
        this.replays = replays;
        this.clock = clock;
        this.grace = grace;
    }

    /** Looks once, and does what is next. */
    public void look() {
        var followed = new HashMap<Generation, Handler>();
        for (var view : projections.all()) {
            for (var generation : standings.read(view.name()).standing().folded()) {
                followed.put(generation, projections.builder(generation).orElseThrow());
            }
        }
        replays.follow(followed);
        projections.all().forEach(this::goOn);
    }

    private void goOn(Projection view) {
        var read = standings.read(view.name());
        standings.store(read, next(view, read.standing()));
    }

    private Standing next(Projection view, Standing now) {
        if (now.leaving() != null && now.leftAt() != null) {
            boolean over = !clock.instant().isBefore(now.leftAt().plus(grace));
            return over && clear(view, now.leaving()) ? now.cleared() : now;
        }
        if (now.building() == null) {
            return now;
        }
        if (now.goal() == null) {
            return now.buildingUntil(replays.ends());
        }
        return hasCaughtUp(now, now.building(), now.goal()) ? now.serving(now.building(), clock.instant()) : now;
    }

    /**
     * Tells whether a generation has come to its goal, and to where the one that serves is: events have gone on since the
     * goal was set, and nobody shall be shown the past. That one is asked first, for where both go on as events come,
     * each is ahead of the other half of the time.
     */
    private boolean hasCaughtUp(Standing now, Generation building, List<Long> goal) {
        var served = replays.positions(now.serving());
        var built = replays.positions(building);
        return reached(goal, built) && reached(served, built);
    }

    private boolean clear(Projection view, Generation generation) {
        boolean clear = letters.forget(generation.consumer());
        for (var rows : view.rows()) {
            for (int shard = 0; shard < Shards.COUNT; shard++) {
                clear &= rows.clear(documents, effects, agendas, generation, shard);
            }
        }
        return clear;
    }

    private static boolean reached(List<Long> goal, List<Long> positions) {
        return IntStream.range(0, goal.size()).allMatch(partition -> positions.get(partition) >= goal.get(partition));
    }
}
