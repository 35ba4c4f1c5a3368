package katas.webhooks;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import katas.webhooks.clockwork.Worker;
import katas.webhooks.delivery.Attempting;
import katas.webhooks.delivery.BoundedAttempts;
import katas.webhooks.delivery.Caller;
import katas.webhooks.delivery.Completing;
import katas.webhooks.delivery.Deliveries;
import katas.webhooks.delivery.Dispatcher;
import katas.webhooks.delivery.Finding;
import katas.webhooks.delivery.Postman;
import katas.webhooks.delivery.Stopwatch;
import katas.webhooks.endpoint.Endpoints;
import katas.webhooks.message.Messages;
import katas.webhooks.metrics.MeteredDeliveries;
import katas.webhooks.metrics.MeteredPostman;
import katas.webhooks.naive.SharedQueue;
import katas.webhooks.redis.DeliveryRules;
import katas.webhooks.redis.RedisDeliveries;
import katas.webhooks.redis.RedisKeys;
import katas.webhooks.redis.RedisLink;
import katas.webhooks.redis.ScriptClock;
import katas.webhooks.retry.RetrySchedule;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From deliveries to attempts. */
@Configuration(proxyBeanMethods = false)
class DispatchConfiguration {
    static final double JITTER = 0.2;

    /** What everybody but the variant with one queue uses. */
    @Bean(defaultCandidate = false)
    @Qualifier("variant")
    Deliveries variantDeliveries(
            RedisLink redis,
            RedisKeys keys,
            ScriptClock scriptClock,
            DeliveryRules rules,
            Endpoints endpoints,
            InstantSource clock,
            WebhooksProperties properties) {
        return switch (properties.variant()) {
            case SHARED_QUEUE -> new SharedQueue(redis, keys, endpoints, clock, rules.lease());
            case ISOLATED, INLINE, NO_JITTER, CHECK_AT_SAVE -> new RedisDeliveries(redis, keys, scriptClock, rules);
        };
    }

    @Bean
    Deliveries deliveries(@Qualifier("variant") Deliveries deliveries, MeterRegistry meters) {
        return new MeteredDeliveries(deliveries, meters);
    }

    @Bean
    Caller caller(Postman postman, MeterRegistry meters, InstantSource clock) {
        return new Caller(new MeteredPostman(postman, meters), clock);
    }

    @Bean
    RetrySchedule retrySchedule(WebhooksProperties properties, RandomGenerator random) {
        double jitter = properties.variant() == Variant.NO_JITTER ? 0 : JITTER;
        return new RetrySchedule(properties.attempts().waits(), jitter, random);
    }

    @Bean
    @OnRole(Role.DISPATCHER)
    Completing completing(Deliveries deliveries, Mishaps mishaps, WebhooksProperties properties) {
        return new Completing(deliveries, properties.attempts().lease(), Thread::sleep, mishaps);
    }

    @Bean
    @OnRole(Role.DISPATCHER)
    Stopwatch stopwatch(Ids ids, InstantSource clock) {
        return new Stopwatch(ids, clock, System::nanoTime);
    }

    @Bean
    @OnRole(Role.DISPATCHER)
    Attempting attempting(
            Messages messages,
            Endpoints endpoints,
            Completing completing,
            Caller caller,
            RetrySchedule schedule,
            Stopwatch stopwatch,
            InstantSource clock,
            Passage passage,
            Mishaps mishaps,
            WebhooksProperties properties) {
        var needed = properties.attempts().needed();
        var finding = new Finding(messages, endpoints, completing, needed, Thread::sleep, mishaps);
        return new Attempting(finding, caller, schedule, completing, stopwatch, clock, passage, mishaps);
    }

    @Bean
    @OnRole(Role.DISPATCHER)
    Dispatcher dispatcher(
            Deliveries deliveries,
            Attempting attempting,
            Completing completing,
            Stopwatch stopwatch,
            Mishaps mishaps,
            WebhooksProperties properties) {
        int inFlight = properties.variant() == Variant.SHARED_QUEUE
                ? SharedQueue.WORKERS
                : properties.attempts().inFlight();
        var bounded = new BoundedAttempts(
                attempting::attempt,
                roomForBodies(),
                completing,
                properties.attempts().needed());
        return new Dispatcher(deliveries, bounded, inFlight, stopwatch, System::nanoTime, mishaps);
    }

    /** Returns a quarter of the memory: of 256 MiB that is twice what a tenant's attempts can take together. */
    private static int roomForBodies() {
        return Math.clamp(Runtime.getRuntime().maxMemory() / 4, 1, Integer.MAX_VALUE);
    }

    @Bean
    @OnRole(Role.DISPATCHER)
    Worker dispatcherWorker(Dispatcher dispatcher) {
        return new Worker("dispatcher", dispatcher::run, () -> {});
    }
}
