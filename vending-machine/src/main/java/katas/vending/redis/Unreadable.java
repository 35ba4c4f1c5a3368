package katas.vending.redis;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import katas.vending.json.UnknownFormat;
import org.slf4j.Logger;

/** Tells of each machine that cannot be read, once. */
final class Unreadable {
    private static final int MOST_TOLD_OF = 1_000;

    private final Logger log;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Unreadable(Logger log) {
        this.log = log;
    }

    void tell(String id, UnknownFormat e) {
        if (told.size() < MOST_TOLD_OF && told.add(id)) {
            log.error("machine cannot be read id={} reason={}", id, String.valueOf(e.getMessage()));
        }
    }
}
