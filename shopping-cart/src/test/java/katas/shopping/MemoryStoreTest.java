package katas.shopping;

import java.util.List;
import java.util.Objects;
import katas.shopping.effect.EffectsContract;

class MemoryStoreTest implements EffectsContract {
    private final MemoryStore store = new MemoryStore();

    @Override
    public MemoryStore documents() {
        return store;
    }

    @Override
    public MemoryStore effects() {
        return store;
    }

    @Override
    public MemoryStore agendas() {
        return store;
    }

    @Override
    public List<Envelope> said() {
        return store.outboxOf("order", SHARD).stream()
                .map(said -> new Envelope(said.message(), Objects.requireNonNullElse(said.trace(), "")))
                .toList();
    }

    @Override
    public String park(long offset) {
        var name = "stock/0/" + offset;
        store.park(FROM_LOG, name);
        return name;
    }
}
