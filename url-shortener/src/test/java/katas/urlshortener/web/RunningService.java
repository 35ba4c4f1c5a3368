package katas.urlshortener.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * The whole service on a random port, over a real Redis and a real Kafka; all classes that carry this share one.
 *
 * <p>Its deadlines are long, so that a busy machine is not taken for an outage. It believes one proxy, so that a test can
 * come from anywhere.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Lab({Needs.REDIS, Needs.KAFKA})
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "katas.demo-keys=true",
            "katas.url-shortener.public-url=http://localhost:8081",
            "katas.url-shortener.deadline=10s",
            "katas.url-shortener.write-deadline=10s",
            "katas.url-shortener.trust=10s",
            "katas.url-shortener.forwarding-hops=1",
            // Redis is emptied between classes: no id may be left over
            "katas.url-shortener.code-block=1",
            "katas.url-shortener.keys[0].owner=pages",
            // of pages-key
            "katas.url-shortener.keys[0].digest=60ae426dde2fc6b9673ad036ec1038dca6f3c1afc66009ae4d782c803c10c0fc"
        })
@Import(Probes.class)
@interface RunningService {}
