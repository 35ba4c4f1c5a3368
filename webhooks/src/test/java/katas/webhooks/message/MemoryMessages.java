package katas.webhooks.message;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import katas.webhooks.StoreUnavailable;

/** Messages in memory. */
public final class MemoryMessages implements Messages {
    private final Map<String, Message> kept = new ConcurrentHashMap<>();
    private volatile boolean away;
    private volatile boolean sick;
    private volatile Runnable looking = () -> {};

    public void away(boolean now) {
        away = now;
    }

    /** Lets nothing be kept, for a reason that nobody expects. */
    void sicken() {
        sick = true;
    }

    /** Does something whenever somebody looks for a message. */
    public void whenAsked(Runnable what) {
        looking = what;
    }

    @Override
    public void keep(Message message) {
        failIfAway();
        if (sick) {
            throw new IllegalStateException("sick");
        }
        kept.putIfAbsent(message.id(), message);
    }

    @Override
    public Optional<Message> find(String tenant, String id) {
        failIfAway();
        looking.run();
        return Optional.ofNullable(kept.get(id))
                .filter(message -> message.tenant().equals(tenant));
    }

    @Override
    public Optional<Envelope> envelope(String tenant, String id) {
        return find(tenant, id)
                .map(message -> new Envelope(id, tenant, message.eventType(), message.key(), message.acceptedAt()));
    }

    private void failIfAway() {
        if (away) {
            throw new StoreUnavailable("away", null);
        }
    }
}
