package katas.webhooks.clockwork;

import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Tells whether every worker of this process still has its thread: one that an error ended stays away. */
public final class WorkersHealth extends AbstractHealthIndicator {
    private final List<Worker> workers;

    public WorkersHealth(List<Worker> workers) {
        this.workers = List.copyOf(workers);
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var dead = workers.stream().filter(Worker::hasDied).map(Worker::name).toList();
        health.status(dead.isEmpty() ? Status.UP : Status.DOWN).withDetail("dead", dead);
    }
}
