package katas.ratelimiter.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * The whole service on a random port, over a real Redis; all classes that carry this share one.
 *
 * <p>Its deadline is long, so that a busy machine is not taken for an outage.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Lab(Needs.REDIS)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"katas.demo-keys=true", "katas.rate-limiter.deadline=10s"})
@Import(Probes.class)
@ExtendWith(StoreIsBack.class)
@interface RunningService {}
