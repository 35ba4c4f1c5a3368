package katas.shopping.kafka;

import java.util.ArrayList;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** Tells whether every relay and consumer of this process still has its thread: one that an error ended stays away. */
final class WorkersHealth extends AbstractHealthIndicator {
    private final Relays relays;
    private final MessageConsumers consumers;

    WorkersHealth(Relays relays, MessageConsumers consumers) {
        this.relays = relays;
        this.consumers = consumers;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var dead = new ArrayList<String>();
        relays.all().stream().filter(Relay::hasDied).forEach(relay -> dead.add("relay-" + relay.context()));
        consumers.dead().forEach(consumer -> dead.add("consumer-" + consumer));
        health.status(dead.isEmpty() ? Status.UP : Status.DOWN).withDetail("dead", dead);
    }
}
