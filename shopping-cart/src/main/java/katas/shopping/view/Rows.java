package katas.shopping.view;

import java.time.Instant;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Place;
import katas.shopping.effect.Stored;

/** One kind of document that views are made of; an agenda lists those of a generation, so that they can be found to go. */
record Rows<T>(String kind, Class<T> type) {
    private static final int BATCH = 100;

    Place<T> place(Generation generation, int shard, String key) {
        return new Place<>(shard, list(generation).name() + ":" + key, type);
    }

    /** Adds a row to an effect. */
    Effect write(Effect effect, Generation generation, String key, Stored<T> before, T after) {
        var written = effect.changing(before, after);
        return before.version() == 0 ? written.appointing(list(generation), key, Instant.EPOCH) : written;
    }

    /** Removes some rows of a generation in a shard, if nobody does so at the same time; tells whether there were none. */
    boolean clear(Documents documents, Effects effects, Agendas agendas, Generation generation, int shard) {
        var listed = agendas.due(list(generation), shard, Instant.EPOCH, BATCH);
        var places = listed.stream()
                .map(entry -> place(generation, shard, entry.name()))
                .toList();
        var clearing = Effect.in(Projection.CONTEXT, shard);
        for (var row : documents.loadAll(places)) {
            clearing = clearing.removing(row);
        }
        for (var entry : listed) {
            clearing = clearing.cancelling(list(generation), entry.name());
        }
        if (!listed.isEmpty()) {
            effects.apply(clearing);
        }
        return listed.isEmpty();
    }

    Agenda list(Generation generation) {
        return new Agenda("view:%s:g%d:%s".formatted(generation.view(), generation.number(), kind));
    }
}
