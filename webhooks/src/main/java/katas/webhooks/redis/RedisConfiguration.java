package katas.webhooks.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import katas.webhooks.WebhooksProperties;
import katas.webhooks.json.SealedKeys;
import katas.webhooks.redis.DeliveryRules.Breaker;
import katas.webhooks.redis.DeliveryRules.Failing;
import katas.webhooks.redis.DeliveryRules.InFlight;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RedisConfiguration {
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(100);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final double PERCENT = 100;
    private static final int MAX_WAITING_COMMANDS = 20_000;

    @Bean
    ClientResourcesBuilderCustomizer lettuceResources() {
        // Lettuce's own delay grows to 30 s: for so long nothing would be delivered, although Redis is back
        return resources -> resources.reconnectDelay(Delay.constant(RECONNECT_DELAY));
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient redisClient(ClientResources resources, DataRedisConnectionDetails details) {
        var client = RedisClient.create(resources, uri(details));
        client.setOptions(options());
        return client;
    }

    static ClientOptions options() {
        return ClientOptions.builder()
                // while there is no connection a command fails at once instead of waiting for one
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_WAITING_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build();
    }

    @Bean
    RedisKeys redisKeys(WebhooksProperties properties) {
        return new RedisKeys(properties.prefix());
    }

    @Bean
    ScriptClock scriptClock() {
        return ScriptClock.OF_REDIS;
    }

    @Bean
    RedisLink redisLink(RedisClient client, WebhooksProperties properties) {
        return new RedisLink(client, properties.deadline());
    }

    @Bean
    Pulse pulse(RedisLink redis) {
        return new Pulse(redis);
    }

    /** In place of Spring's own, which asks on a connection of its own. */
    @Bean
    RedisHealth redisHealthIndicator(RedisLink redis) {
        return new RedisHealth(redis);
    }

    @Bean
    RedisEndpoints endpoints(
            RedisLink redis, RedisKeys keys, ScriptClock clock, SealedKeys sealed, WebhooksProperties properties) {
        return new RedisEndpoints(redis, keys, clock, sealed, properties.endpointsMost());
    }

    @Bean
    RedisDirectory directory(RedisLink redis, RedisKeys keys) {
        return new RedisDirectory(redis, keys);
    }

    /** Longer than deliveries, so that none is without its message. */
    @Bean
    RedisMessages messages(RedisLink redis, RedisKeys keys, ScriptClock clock, WebhooksProperties properties) {
        return new RedisMessages(redis, keys, clock, properties.retention().plus(DAY));
    }

    @Bean
    RedisIdempotencyKeys idempotencyKeys(RedisLink redis, RedisKeys keys, ScriptClock clock) {
        return new RedisIdempotencyKeys(redis, keys, clock, DAY);
    }

    @Bean
    RedisDeliveryLog deliveryLog(RedisLink redis, RedisKeys keys, ScriptClock clock, WebhooksProperties properties) {
        return new RedisDeliveryLog(redis, keys, clock, properties.retention());
    }

    @Bean
    RedisEvents events(RedisLink redis, RedisKeys keys) {
        return new RedisEvents(redis, keys);
    }

    @Bean
    DeliveryRules deliveryRules(WebhooksProperties properties) {
        var attempts = properties.attempts();
        var breaker = properties.breaker();
        return new DeliveryRules(
                attempts.lease(),
                properties.retention(),
                new InFlight(attempts.ofEndpoint(), attempts.ofFailing(), attempts.ofTenant()),
                new Breaker(breaker.window(), breaker.calls(), breaker.failedPercent() / PERCENT, breaker.pause()),
                new Failing(breaker.warnAfter(), breaker.disableAfter()));
    }

    private static RedisURI uri(DataRedisConnectionDetails details) {
        var node = details.getStandalone();
        if (node == null) {
            throw new IllegalArgumentException("spring.data.redis: only a standalone Redis is supported");
        }
        if (details.getSslBundle() != null) {
            // better not at all than in clear, unnoticed
            throw new IllegalArgumentException("spring.data.redis.ssl: TLS to Redis is not supported");
        }
        var uri = RedisURI.builder()
                .withHost(node.getHost())
                .withPort(node.getPort())
                .withDatabase(node.getDatabase())
                .withTimeout(CONNECT_TIMEOUT);
        var password = details.getPassword();
        if (password != null) {
            var user = details.getUsername();
            uri.withAuthentication(user == null ? "default" : user, password.toCharArray());
        }
        return uri.build();
    }
}
