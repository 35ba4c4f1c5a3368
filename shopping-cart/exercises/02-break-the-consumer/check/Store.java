import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import katas.lab.testing.MutableClock;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Place;
import katas.shopping.effect.Stored;
import katas.shopping.messages.Message;

/** What all processes share, in memory. Each method is one script: it happens as a whole, and nothing comes in between. */
final class Store implements Documents, Effects, Agendas {
    private final MutableClock clock;
    private final Map<Place<?>, Stored<?>> documents = new HashMap<>();
    private final Map<String, Map<String, Instant>> agendas = new HashMap<>();
    private final Map<Effect.Inbox, Instant> inbox = new HashMap<>();
    private final Map<String, List<Long>> parked = new TreeMap<>();
    private final List<Message> said = new ArrayList<>();

    Store(MutableClock clock) {
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Stored<T> load(Place<T> place) {
        return (Stored<T>) documents.getOrDefault(place, new Stored<>(place, 0, null));
    }

    @Override
    public <T> List<Stored<T>> loadAll(List<Place<T>> places) {
        return places.stream().map(this::load).toList();
    }

    @Override
    public List<Entry> due(Agenda agenda, int shard, Instant until, int most) {
        return agendas.getOrDefault(agenda.name() + shard, Map.of()).entrySet().stream()
                .filter(entry -> !entry.getValue().isAfter(until))
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Entry::at).thenComparing(Entry::name))
                .limit(most)
                .toList();
    }

    @Override
    public Applied apply(Effect effect) {
        return apply(effect, Duration.ZERO);
    }

    /** Applies an effect unless its message had it already, and remembers the message for a while. */
    Applied apply(Effect effect, Duration retention) {
        return effect.once() != null && remembers(effect.once())
                ? Applied.REPEATED
                : applyAndRemember(effect, retention);
    }

    /** Applies an effect, remembers its message, and does not ask whether it is remembered already. */
    Applied applyAndRemember(Effect effect, Duration retention) {
        if (effect.sequence() != null && parked.containsKey(effect.sequence().key())) {
            return Applied.PARKED;
        }
        for (var change : effect.changes()) {
            if (load(change.before().place()).version() != change.before().version()) {
                return Applied.STALE;
            }
        }
        if (effect.once() != null) {
            inbox.put(effect.once(), clock.instant().plus(retention));
        }
        effect.changes().forEach(this::change);
        effect.appointments().forEach(appointment -> appoint(effect.shard(), appointment));
        said.addAll(effect.said());
        return Applied.DONE;
    }

    boolean remembers(Effect.Inbox message) {
        return inbox.containsKey(message) && inbox.get(message).isAfter(clock.instant());
    }

    long remembered() {
        return inbox.keySet().stream().filter(this::remembers).count();
    }

    /** Puts a message aside, behind those of its key that wait already. */
    void park(Log.Entry entry) {
        var waiting = parked.computeIfAbsent(entry.key(), _ -> new ArrayList<>());
        if (!waiting.contains(entry.offset())) {
            waiting.add(entry.offset());
        }
    }

    List<Long> parked(String key) {
        return List.copyOf(parked.getOrDefault(key, List.of()));
    }

    List<Message> said() {
        return List.copyOf(said);
    }

    private <T> void change(Effect.Change<T> change) {
        var before = change.before();
        if (change.after() == null) {
            documents.remove(before.place());
        } else {
            documents.put(before.place(), new Stored<>(before.place(), before.version() + 1, change.after()));
        }
    }

    private void appoint(int shard, Effect.Appointment appointment) {
        var entries = agendas.computeIfAbsent(appointment.agenda().name() + shard, _ -> new HashMap<>());
        if (appointment.at() == null) {
            entries.remove(appointment.name());
        } else {
            entries.put(appointment.name(), appointment.at());
        }
    }
}
