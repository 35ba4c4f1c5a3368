package katas.urlshortener.redis;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import katas.urlshortener.ClickStats;
import katas.urlshortener.UrlShortenerProperties;
import katas.urlshortener.Visitors;
import katas.urlshortener.metrics.MeteredVisitors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is counted, and who is told apart. */
@Configuration(proxyBeanMethods = false)
class ClicksConfiguration {
    private static final Duration SALT_OUTLIVES_ITS_DAY = Duration.ofMinutes(1);

    @Bean
    RedisRollups rollups(RedisLink redis, UrlShortenerProperties properties) {
        return new RedisRollups(redis.within(properties.writeDeadline()));
    }

    @Bean
    ClickStats clickStats(RedisLink redis, RedisRollups rollups, UrlShortenerProperties properties) {
        return new RedisClickStats(redis.within(properties.writeDeadline()), rollups);
    }

    @Bean
    Salts salts(RedisLink redis, UrlShortenerProperties properties) {
        return new Salts(
                redis.within(properties.writeDeadline()),
                InstantSource.system(),
                new SecureRandom(),
                SALT_OUTLIVES_ITS_DAY);
    }

    @Bean
    Visitors visitors(Salts salts, MeterRegistry meters) {
        return new MeteredVisitors(new SaltedVisitors(salts), meters);
    }
}
