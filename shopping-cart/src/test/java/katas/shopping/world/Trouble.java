package katas.shopping.world;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import katas.shopping.Crashed;
import katas.shopping.effect.CrashPoint;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Place;
import katas.shopping.effect.Stored;

/** What comes between: other processes, between any two steps of one; and its death. */
final class Trouble implements Documents, Effects, Passage {
    private static final int DEEPEST = 3;

    private final Documents documents;
    private final Effects effects;
    private final Set<String> reached = new TreeSet<>();
    private Runnable others = () -> {};
    private Predicate<CrashPoint> crash = point -> false;
    private int depth;

    <S extends Documents & Effects> Trouble(S store) {
        documents = store;
        effects = store;
    }

    /** Lets others do something wherever they can. */
    void interleaving(Runnable others) {
        this.others = others;
    }

    void crashing(Predicate<CrashPoint> crash) {
        this.crash = crash;
    }

    /** Returns the names of all points that anybody has come to. */
    Set<String> reached() {
        return reached;
    }

    @Override
    public <T> Stored<T> load(Place<T> place) {
        others();
        return documents.load(place);
    }

    @Override
    public <T> List<Stored<T>> loadAll(List<Place<T>> places) {
        return places.stream().map(this::load).toList();
    }

    @Override
    public Applied apply(Effect effect) {
        others();
        return effects.apply(effect);
    }

    @Override
    public void reach(Moment moment, String subject) {
        var point = new CrashPoint(moment, subject);
        reached.add(point.name());
        if (crash.test(point)) {
            throw new Crashed();
        }
        others();
    }

    void others() {
        if (depth < DEEPEST) {
            depth++;
            try {
                others.run();
            } finally {
                depth--;
            }
        }
    }
}
