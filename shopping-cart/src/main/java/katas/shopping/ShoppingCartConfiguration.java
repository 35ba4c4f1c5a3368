package katas.shopping;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.tracing.Tracer;
import java.security.SecureRandom;
import java.time.InstantSource;
import katas.shopping.clockwork.PromptEffects;
import katas.shopping.effect.CrashPoint;
import katas.shopping.effect.DeadLetters;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.fault.HaltingPassage;
import katas.shopping.metrics.StoredGauges;
import katas.shopping.tracing.TracedEffects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What all contexts share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ShoppingCartProperties.class)
class ShoppingCartConfiguration {
    private static final Logger log = LoggerFactory.getLogger(ShoppingCartConfiguration.class);

    ShoppingCartConfiguration(ShoppingCartProperties properties) {
        switch (properties.variant()) {
            case DUAL_WRITE, AT_LEAST_ONCE, UNKEYED ->
                log.warn(
                        "not for production: wrong on purpose variant={}",
                        properties.variant().text());
            case ORCHESTRATED, CHOREOGRAPHY -> {}
        }
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Ids ids(InstantSource clock) {
        return new Ids(clock, new SecureRandom());
    }

    @Bean(defaultCandidate = false)
    PromptEffects promptEffects(@Qualifier("variant") Effects effects, InstantSource clock) {
        return new PromptEffects(effects, clock);
    }

    @Bean
    @Primary
    Effects effects(@Qualifier("promptEffects") PromptEffects effects, Tracer tracer) {
        return new TracedEffects(effects, tracer);
    }

    @Bean
    MeterBinder deadLetterMeters(DeadLetters letters, InstantSource clock) {
        return meters -> new StoredGauges(meters, clock)
                .count("dead.letters", "sequences of messages that wait behind one that is sick", letters::count);
    }

    @Bean
    Passage passage(ShoppingCartProperties properties) {
        return properties.crashAt().isEmpty()
                ? Passage.OPEN
                : new HaltingPassage(CrashPoint.named(properties.crashAt()));
    }
}
