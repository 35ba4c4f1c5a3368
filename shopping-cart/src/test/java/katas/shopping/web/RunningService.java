package katas.shopping.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * The whole service on a random port, over a real Redis and a real Kafka, with a provider on a port of its own; all classes
 * that carry this share one.
 *
 * <p>It has names of its own in Redis and Kafka, for it lives beside the services of other tests. Its deadlines are long,
 * so that a busy machine is not taken for an outage; its streams are few and quick.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Lab({Needs.REDIS, Needs.KAFKA})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "katas.demo-keys=true",
            "katas.shopping-cart.prefix=web",
            "katas.shopping-cart.deadline=10s",
            "katas.shopping-cart.sweep=50ms",
            "katas.shopping-cart.reservation-ttl=5m",
            "katas.shopping-cart.checkout-deadline=1h",
            "katas.shopping-cart.provider.deadline=1s",
            "katas.shopping-cart.provider.calls=4",
            "katas.shopping-cart.streams=4",
            "katas.shopping-cart.streams-of-order=3",
            "katas.shopping-cart.stream-poll=20ms",
            "katas.shopping-cart.heartbeat=100ms"
        })
@Import(Probes.class)
@interface RunningService {}
