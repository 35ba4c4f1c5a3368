package katas.webhooks;

import io.micrometer.tracing.Tracer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import katas.webhooks.clockwork.LoggedMishaps;
import katas.webhooks.clockwork.Worker;
import katas.webhooks.clockwork.WorkersHealth;
import katas.webhooks.fault.HaltingPassage;
import katas.webhooks.tracing.CurrentTrace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What all roles share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebhooksProperties.class)
class WebhooksConfiguration {
    private static final Logger log = LoggerFactory.getLogger(WebhooksConfiguration.class);

    WebhooksConfiguration(WebhooksProperties properties) {
        switch (properties.variant()) {
            case INLINE, SHARED_QUEUE, NO_JITTER, CHECK_AT_SAVE ->
                log.warn(
                        "not for production: wrong on purpose variant={}",
                        properties.variant().text());
            case ISOLATED -> {}
        }
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    /** One that nobody can predict: ids and secrets come of it. */
    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }

    @Bean
    Ids ids(InstantSource clock, RandomGenerator random) {
        return new Ids(clock, random);
    }

    @Bean
    Mishaps mishaps() {
        return new LoggedMishaps(System::nanoTime);
    }

    @Bean
    WorkersHealth workersHealthIndicator(ObjectProvider<Worker> workers) {
        return new WorkersHealth(workers.orderedStream().toList());
    }

    @Bean
    CurrentTrace currentTrace(Tracer tracer) {
        return new CurrentTrace(tracer);
    }

    @Bean
    Passage passage(WebhooksProperties properties) {
        return properties.crashAt().isEmpty()
                ? Passage.OPEN
                : new HaltingPassage(CrashPoint.named(properties.crashAt()));
    }
}
