package katas.lab.testing;

import java.util.EnumMap;
import java.util.Map;
import katas.lab.infrastructure.PortInUse;
import katas.lab.infrastructure.ServerDidNotStart;
import katas.lab.testing.exercise.EnvironmentFailure;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerLaunchException;

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
            handle = start(need);
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

    /** A server that does not start says nothing about the code under test. */
    private static ServerHandle start(Needs need) {
        try {
            return infrastructure(need).start(need);
        } catch (ServerDidNotStart | PortInUse e) {
            throw new EnvironmentFailure(String.valueOf(e.getMessage()), e);
        } catch (ContainerLaunchException e) {
            throw new EnvironmentFailure(
                    e.getMessage() + ": see what the engine says, or choose -Dlab.infrastructure=embedded", e);
        }
    }

    private static Infrastructure infrastructure(Needs first) {
        if (infrastructure == null) {
            infrastructure = InfrastructureChoice.make(first);
        }
        return infrastructure;
    }
}
