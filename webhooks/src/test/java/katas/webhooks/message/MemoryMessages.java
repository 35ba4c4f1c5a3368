package katas.webhooks.message;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import katas.webhooks.StoreUnavailable;

/** Messages in memory. */
public final class MemoryMessages implements Messages {
    private final Map<String, Message> kept = new ConcurrentHashMap<>();
    private volatile boolean away;

    public void away(boolean now) {
        away = now;
    }

    @Override
    public void keep(Message message) {
        failIfAway();
        kept.putIfAbsent(message.id(), message);
    }

    @Override
    public Optional<Message> find(String tenant, String id) {
        failIfAway();
        return Optional.ofNullable(kept.get(id))
                .filter(message -> message.tenant().equals(tenant));
    }

    private void failIfAway() {
        if (away) {
            throw new StoreUnavailable("away", null);
        }
    }
}
