package katas.urlshortener;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.code.CodeKey;
import katas.urlshortener.code.CodeKeys;
import katas.urlshortener.code.CodePermutation;
import katas.urlshortener.code.CodeSource;
import katas.urlshortener.code.IdBlocks;
import katas.urlshortener.code.LeasedIds;
import katas.urlshortener.code.PermutedCodes;
import katas.urlshortener.kafka.BufferedClickLog;
import katas.urlshortener.kafka.ClickConsumer;
import katas.urlshortener.metrics.CacheMeters;
import katas.urlshortener.metrics.ClickMeters;
import katas.urlshortener.metrics.MeteredIdBlocks;
import katas.urlshortener.naive.CounterCodes;
import katas.urlshortener.naive.RandomCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where codes come from, and how they are resolved. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UrlShortenerProperties.class)
class UrlShortenerConfiguration {
    private static final Logger log = LoggerFactory.getLogger(UrlShortenerConfiguration.class);
    /** Known to everybody who reads this. */
    private static final CodeKey DEMO = CodeKey.parse("64656d6f2d6b65792d6f662d6b617461");

    @Bean
    CodeKeys codeKeys(UrlShortenerProperties properties, @Value("${katas.demo-keys:false}") boolean demo) {
        if (!properties.codeKeys().isEmpty()) {
            return new CodeKeys(
                    properties.codeKeys().stream().map(CodeKey::parse).toList());
        }
        if (!demo) {
            throw new InvalidConfigurationPropertyValueException(
                    "katas.url-shortener.code-keys",
                    "",
                    "There must be a secret of 32 hex digits, such as 'openssl rand -hex 16' makes:"
                            + " codes are permuted with it. Only with katas.demo-keys=true may there be none.");
        }
        return new CodeKeys(List.of(DEMO));
    }

    @Bean
    CodeSource codes(
            CodeKeys keys,
            IdBlocks blocks,
            ReadThrough<Integer, Long> leased,
            MeterRegistry meters,
            UrlShortenerProperties properties) {
        warnOfWrong(properties.variant());
        var ids = new LeasedIds(new MeteredIdBlocks(blocks, meters), properties.codeBlock());
        return switch (properties.variant()) {
            case TRACKED, TTL_CACHE, INLINE_CLICKS, FIRE_AND_FORGET ->
                new PermutedCodes(new CodePermutation(keys.keys()), ids, leased);
            case RANDOM_CODES -> new RandomCodes(new SecureRandom(), ids);
            case COUNTER_CODES -> new CounterCodes(ids);
        };
    }

    @Bean
    RedirectResolver redirectResolver(
            CodeSource codes, ReadThrough<String, Lookup> lookups, StoreClock clock, VisitLimits limits) {
        return new RedirectResolver(codes, lookups, clock, limits, System::nanoTime);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    MeterBinder cacheMeters(ReadThrough<String, Lookup> lookups, ReadThrough<Integer, Long> leased) {
        return meters -> {
            CacheMeters.register("links", lookups, meters);
            CacheMeters.register("leased", leased, meters);
        };
    }

    @Bean
    MeterBinder clickMeters(ClickLog clicks, ClickConsumer consumer) {
        return meters -> {
            ClickMeters.register(consumer, meters);
            if (clicks instanceof BufferedClickLog buffered) {
                ClickMeters.register(buffered, meters);
            }
        };
    }

    private static void warnOfWrong(Variant variant) {
        if (variant != Variant.TRACKED) {
            log.warn("not for production: wrong on purpose variant={}", variant.text());
        }
    }
}
