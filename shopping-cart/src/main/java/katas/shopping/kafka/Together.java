package katas.shopping.kafka;

import java.util.List;
import java.util.concurrent.Executors;
import org.springframework.context.SmartLifecycle;

/** Several that start and stop as one. */
record Together(List<? extends SmartLifecycle> members) implements SmartLifecycle {
    @Override
    public void start() {
        members.forEach(SmartLifecycle::start);
    }

    /** Waits as long as the slowest takes, not for one after the other. */
    @Override
    public void stop() {
        try (var stops = Executors.newVirtualThreadPerTaskExecutor()) {
            members.forEach(member -> stops.execute(member::stop));
        }
    }

    @Override
    public boolean isRunning() {
        return members.stream().anyMatch(SmartLifecycle::isRunning);
    }

    @Override
    public int getPhase() {
        return KafkaConfiguration.PHASE;
    }
}
