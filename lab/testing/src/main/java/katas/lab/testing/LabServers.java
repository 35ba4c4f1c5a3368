package katas.lab.testing;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The servers of this run: each starts when it is first asked for, and all end together. */
final class LabServers {
    private static final Map<Needs, ServerHandle> HANDLES = new EnumMap<>(Needs.class);

    private static @Nullable Infrastructure infrastructure;

    private LabServers() {}

    static RedisHandle redis() {
        return (RedisHandle) handle(Needs.REDIS);
    }

    static KafkaHandle kafka() {
        return (KafkaHandle) handle(Needs.KAFKA);
    }

    static synchronized ServerHandle handle(Needs need) {
        var handle = HANDLES.get(need);
        if (handle == null) {
            handle = infrastructure().start(need);
            HANDLES.put(need, handle);
        }
        return handle;
    }

    static synchronized void close() {
        HANDLES.values().forEach(ServerHandle::close);
        HANDLES.clear();
        if (infrastructure != null) {
            infrastructure.close();
            infrastructure = null;
        }
    }

    private static Infrastructure infrastructure() {
        if (infrastructure == null) {
            infrastructure = new EmbeddedInfrastructure();
        }
        return infrastructure;
    }
}
