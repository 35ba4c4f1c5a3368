package katas.webhooks.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import katas.webhooks.Names;
import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.Completion;
import katas.webhooks.delivery.Completion.Effect;
import katas.webhooks.delivery.Deliveries;
import katas.webhooks.delivery.Lease;
import katas.webhooks.delivery.Outcome;
import katas.webhooks.delivery.Taken;
import katas.webhooks.message.Message;

/**
 * Counts what becomes of deliveries: {@code deliveries.made} (endpoints that were to get a message, again if it was made
 * again), {@code deliveries.completed} by state and cause, {@code endpoints.changed} by what happened to them.
 */
public final class MeteredDeliveries implements Deliveries {
    private final Deliveries deliveries;
    private final MeterRegistry meters;
    private final Counter made;

    public MeteredDeliveries(Deliveries deliveries, MeterRegistry meters) {
        this.deliveries = deliveries;
        this.meters = meters;
        this.made = Counter.builder("deliveries.made")
                .description("endpoints that were to get a message")
                .register(meters);
    }

    @Override
    public void fanOut(Message message, List<String> endpoints) {
        deliveries.fanOut(message, endpoints);
        made.increment(endpoints.size());
    }

    @Override
    public Taken take(int shard, int most) {
        return deliveries.take(shard, most);
    }

    @Override
    public void handBack(Lease lease) {
        deliveries.handBack(lease);
    }

    @Override
    public Completion complete(Lease lease, Attempt attempt, Outcome outcome) {
        var completion = deliveries.complete(lease, attempt, outcome);
        Counter.builder("deliveries.completed")
                .description("attempts whose end was stored, by what became of the delivery")
                .tag("state", Names.of(completion.delivery()))
                .tag("cause", Names.of(attempt.cause()))
                .register(meters)
                .increment();
        if (completion.endpoint() != Effect.NOTHING) {
            Counter.builder("endpoints.changed")
                    .description("endpoints that were left alone, warned, disabled or let go on")
                    .tag("effect", Names.of(completion.endpoint()))
                    .register(meters)
                    .increment();
        }
        return completion;
    }
}
