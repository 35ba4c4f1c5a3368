package katas.urlshortener.redis;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes on what was heard to everybody who keeps copies. */
final class InvalidationListeners implements Invalidations {
    private final List<Invalidations> listeners = new CopyOnWriteArrayList<>();

    void add(Invalidations listener) {
        listeners.add(listener);
    }

    @Override
    public void changed(String key) {
        listeners.forEach(listener -> listener.changed(key));
    }

    @Override
    public void everythingChanged() {
        listeners.forEach(Invalidations::everythingChanged);
    }
}
