package katas.shopping.view;

import katas.shopping.Shards;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Effects.Applied;
import katas.shopping.effect.Place;
import katas.shopping.effect.Stored;

/** Where each view stands. */
final class Standings {
    private final Documents documents;
    private final Effects effects;

    Standings(Documents documents, Effects effects) {
        this.documents = documents;
        this.effects = effects;
    }

    /** Where a view stood when that was read. */
    record Read(Stored<Standing> stored, Standing standing) {}

    Read read(String view) {
        var stored = documents.load(new Place<>(Shards.of(view), "view:" + view, Standing.class));
        return new Read(stored, stored.found().orElseGet(() -> Standing.first(view)));
    }

    /** Stores where a view stands now, unless somebody was faster. */
    boolean store(Read before, Standing after) {
        if (after.equals(before.standing())) {
            return true;
        }
        var effect = Effect.in(Projection.CONTEXT, before.stored().place().shard());
        return effects.apply(effect.changing(before.stored(), after)) == Applied.DONE;
    }
}
