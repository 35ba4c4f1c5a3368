package katas.shopping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import katas.shopping.effect.DeadLetters;
import katas.shopping.effect.Effect.Sequence;
import katas.shopping.effect.RawRecord;

/** Dead letters of a {@link MemoryStore}, which knows which of them wait. */
public final class MemoryDeadLetters implements DeadLetters {
    private final MemoryStore store;
    private final Map<Sequence, List<RawRecord>> records = new LinkedHashMap<>();
    private final Map<Sequence, String> reasons = new LinkedHashMap<>();

    public MemoryDeadLetters(MemoryStore store) {
        this.store = store;
    }

    @Override
    public synchronized Parking park(String consumer, String key, RawRecord record, String reason) {
        var sequence = new Sequence(consumer, key, null);
        if (waiting(sequence).isEmpty()) {
            reasons.put(sequence, reason);
        }
        return add(sequence, record);
    }

    @Override
    public synchronized Parking parkBehind(String consumer, String key, RawRecord record) {
        var sequence = new Sequence(consumer, key, null);
        return waiting(sequence).isEmpty() ? Parking.NOTHING_WAITS : add(sequence, record);
    }

    @Override
    public Page list(Mark after, int most) {
        var rest = list().stream()
                .sorted(Comparator.comparing(DeadLetter::mark))
                .filter(letter -> letter.mark().compareTo(after) > 0)
                .toList();
        var shown = rest.subList(0, Math.min(most, rest.size()));
        return new Page(shown, rest.size() > most ? shown.getLast().mark() : null);
    }

    /** Returns all, in the order in which they came. */
    public synchronized List<DeadLetter> list() {
        return reasons.keySet().stream()
                .filter(sequence -> !waiting(sequence).isEmpty())
                .map(this::letter)
                .toList();
    }

    @Override
    public long count() {
        return list().size();
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return list().stream().filter(letter -> letter.id().equals(id)).findFirst();
    }

    @Override
    public synchronized void keep(DeadLetter letter, String reason) {
        reasons.put(new Sequence(letter.consumer(), letter.key(), null), reason);
    }

    @Override
    public synchronized boolean forget(String consumer) {
        var retired = list().stream()
                .filter(letter -> letter.consumer().equals(consumer))
                .map(letter -> new Sequence(consumer, letter.key(), null))
                .toList();
        retired.forEach(store::forget);
        reasons.keySet().removeAll(retired);
        records.keySet().removeAll(retired);
        return retired.isEmpty();
    }

    private Parking add(Sequence sequence, RawRecord record) {
        if (!waiting(sequence).contains(record)) {
            records.computeIfAbsent(sequence, absent -> new ArrayList<>()).add(record);
            store.park(sequence, record.position());
        }
        return Parking.PARKED;
    }

    private List<RawRecord> waiting(Sequence sequence) {
        var names = store.parked(sequence);
        return records.getOrDefault(sequence, List.of()).stream()
                .filter(record -> names.contains(record.position()))
                .toList();
    }

    private DeadLetter letter(Sequence sequence) {
        var waiting = waiting(sequence);
        return new DeadLetter(
                sequence.consumer() + "/" + sequence.key(),
                sequence.consumer(),
                sequence.key(),
                waiting.getFirst(),
                reasons.getOrDefault(sequence, ""),
                Instant.EPOCH,
                waiting.size());
    }
}
