package katas.shopping.kafka;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Several that start and stop as one. */
record Together(List<? extends SmartLifecycle> members) implements SmartLifecycle {
    @Override
    public void start() {
        members.forEach(SmartLifecycle::start);
    }

    @Override
    public void stop() {
        members.forEach(SmartLifecycle::stop);
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
