package katas.shopping.provider;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A ledger that is gone with its process. */
final class MemoryLedger implements Ledger {
    private final ConcurrentMap<String, Capture> captures = new ConcurrentHashMap<>();

    @Override
    public Optional<Capture> find(String id) {
        return Optional.ofNullable(captures.get(id));
    }

    @Override
    public Capture decide(Capture capture) {
        var before = captures.putIfAbsent(capture.id(), capture);
        return before == null ? capture : before;
    }

    @Override
    public void giveBack(Capture voided) {
        captures.put(voided.id(), voided);
    }

    @Override
    public List<Capture> all() {
        return List.copyOf(captures.values());
    }
}
