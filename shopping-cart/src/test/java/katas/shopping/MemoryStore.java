package katas.shopping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Place;
import katas.shopping.effect.Stored;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.Message;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that keeps every promise but to outlive the process; what is to be forgotten after a while is kept.
 *
 * <p>Message ids count up from {@code msg_1}, so that a run can be repeated.
 */
public final class MemoryStore implements Documents, Effects, Agendas {
    private final Map<Place<?>, Stored<?>> documents = new HashMap<>();
    private final Map<Place<?>, @Nullable String> traces = new HashMap<>();
    private final Map<Listing, Map<String, Instant>> agendas = new HashMap<>();
    private final Set<Remembered> inbox = new HashSet<>();
    private final Map<Outbox, List<Envelope>> outboxes = new HashMap<>();
    private final Map<Effect.Sequence, List<String>> parked = new HashMap<>();
    private Instant now = Instant.EPOCH;
    private long messages;

    private record Listing(String agenda, int shard) {}

    private record Outbox(String context, int shard) {}

    private record Remembered(int shard, Effect.Inbox inbox) {}

    /** Sets the time that messages are stamped with. */
    public synchronized void setNow(Instant now) {
        this.now = now;
    }

    @Override
    @SuppressWarnings("unchecked")
    public synchronized <T> Stored<T> load(Place<T> place) {
        var stored = (Stored<T>) documents.get(place);
        return stored == null ? new Stored<>(place, 0, null) : stored;
    }

    @Override
    public <T> List<Stored<T>> loadAll(List<Place<T>> places) {
        return places.stream().map(this::load).toList();
    }

    @Override
    public synchronized List<Entry> due(Agenda agenda, int shard, Instant until, int most) {
        return agendas.getOrDefault(new Listing(agenda.name(), shard), Map.of()).entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(until))
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Entry::at).thenComparing(Entry::name))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Applied apply(Effect effect) {
        var once = effect.once();
        var sequence = effect.sequence();
        if (once != null && inbox.contains(new Remembered(effect.shard(), once))) {
            if (sequence != null && sequence.head() != null && mayPass(sequence)) {
                waiting(sequence).removeFirst();
            }
            return Applied.REPEATED;
        }
        if (sequence != null && !mayPass(sequence)) {
            return Applied.PARKED;
        }
        for (var change : effect.changes()) {
            if (load(change.before().place()).version() != change.before().version()) {
                return Applied.STALE;
            }
        }
        if (once != null) {
            inbox.add(new Remembered(effect.shard(), once));
        }
        if (sequence != null && sequence.head() != null) {
            waiting(sequence).removeFirst();
        }
        var trace = traceOf(effect);
        effect.changes().forEach(this::change);
        effect.changes().forEach(change -> traces.put(change.before().place(), trace));
        effect.appointments().forEach(appointment -> appoint(effect.shard(), appointment));
        for (var message : effect.said()) {
            outbox(effect.context(), effect.shard()).add(envelope(message, trace));
        }
        return Applied.DONE;
    }

    private @Nullable String traceOf(Effect effect) {
        return effect.trace() != null || effect.changes().isEmpty()
                ? effect.trace()
                : traces.get(effect.changes().getFirst().before().place());
    }

    /** Parks a message, by a name of its own, behind those of its sequence that are parked already. */
    public synchronized void park(Effect.Sequence sequence, String name) {
        waiting(sequence).add(name);
    }

    /** Forgets what waits of a sequence. */
    public synchronized void forget(Effect.Sequence sequence) {
        waiting(sequence).clear();
    }

    /** Returns the names of what waits of a sequence, the first first. */
    public synchronized List<String> parked(Effect.Sequence sequence) {
        return List.copyOf(waiting(sequence));
    }

    /** Returns what the outbox of a context holds in a shard, the oldest first. */
    public synchronized List<Envelope> outboxOf(String context, int shard) {
        return List.copyOf(outbox(context, shard));
    }

    /** Takes the oldest message out of an outbox, if there is any. */
    public synchronized @Nullable Envelope takeFrom(String context, int shard) {
        var outbox = outbox(context, shard);
        return outbox.isEmpty() ? null : outbox.removeFirst();
    }

    /** Returns all messages that wait in any outbox of a context, by shard. */
    public List<Envelope> saidBy(String context) {
        var said = new ArrayList<Envelope>();
        for (int shard = 0; shard < Shards.COUNT; shard++) {
            said.addAll(outboxOf(context, shard));
        }
        return said;
    }

    /** Returns all documents of a type, by the names of their places. */
    public synchronized <T> Map<String, T> all(Class<T> type) {
        var found = new TreeMap<String, T>();
        documents.values().forEach(stored -> {
            var value = stored.value();
            if (type.isInstance(value)) {
                found.put(stored.place().name(), type.cast(value));
            }
        });
        return found;
    }

    private boolean mayPass(Effect.Sequence sequence) {
        var waiting = waiting(sequence);
        return sequence.head() == null
                ? waiting.isEmpty()
                : !waiting.isEmpty() && waiting.getFirst().equals(sequence.head());
    }

    private List<String> waiting(Effect.Sequence sequence) {
        return parked.computeIfAbsent(
                new Effect.Sequence(sequence.consumer(), sequence.key(), null), absent -> new ArrayList<>());
    }

    private List<Envelope> outbox(String context, int shard) {
        return outboxes.computeIfAbsent(new Outbox(context, shard), absent -> new ArrayList<>());
    }

    private <T> void change(Effect.Change<T> change) {
        var before = change.before();
        var after = change.after();
        if (after == null) {
            documents.remove(before.place());
        } else {
            documents.put(before.place(), new Stored<>(before.place(), before.version() + 1, after));
        }
    }

    private void appoint(int shard, Effect.Appointment appointment) {
        var entries =
                agendas.computeIfAbsent(new Listing(appointment.agenda().name(), shard), absent -> new HashMap<>());
        var at = appointment.at();
        if (at == null) {
            entries.remove(appointment.name());
        } else {
            entries.put(appointment.name(), at);
        }
    }

    private Envelope envelope(Message message, @Nullable String trace) {
        return new Envelope("msg_" + ++messages, now, trace, message);
    }
}
