package katas.vending.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * The whole service on a random port, over a real Redis; all classes that carry this share one.
 *
 * <p>Its deadlines are long, so that a busy machine is not taken for an outage or an idle buyer; its streams are few
 * and quick.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Lab(Needs.REDIS)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "katas.demo-keys=true",
            "katas.vending-machine.deadline=10s",
            "katas.vending-machine.idle-timeout=10m",
            "katas.vending-machine.motor-timeout=10m",
            "katas.vending-machine.drop-timeout=10m",
            "katas.vending-machine.streams=4",
            "katas.vending-machine.stream-poll=20ms",
            "katas.vending-machine.heartbeat=100ms"
        })
@Import(Probes.class)
@interface RunningService {}
