package katas.webhooks.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * The whole service on a random port, over a real Redis and a real Kafka, with a sample receiver on a port of its own; all
 * classes that carry this share one.
 *
 * <p>It has names of its own in Redis and Kafka, for it lives beside the services of other tests. Its deadlines are long,
 * so that a busy machine is not taken for an outage; its waits are short, and its streams few and quick. Tenants are many, so
 * that no test sees what another does.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Lab({Needs.REDIS, Needs.KAFKA})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "katas.demo-keys=true",
            "katas.webhooks.prefix=web",
            "katas.webhooks.deadline=10s",
            "katas.webhooks.endpoints-most=5",
            "katas.webhooks.attempts.timeout=5s",
            "katas.webhooks.attempts.waits=100ms,100ms",
            "katas.webhooks.streams=4",
            "katas.webhooks.streams-of-tenant=3",
            "katas.webhooks.stream-poll=20ms",
            "katas.webhooks.heartbeat=100ms"
        })
@Import(Probes.class)
@interface RunningService {}
