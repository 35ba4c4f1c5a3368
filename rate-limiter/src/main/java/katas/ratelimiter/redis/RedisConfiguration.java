package katas.ratelimiter.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import katas.ratelimiter.PolicyFormat;
import katas.ratelimiter.RateLimiterProperties;
import katas.ratelimiter.StoreWatch;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RedisConfiguration {
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(100);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final int MAX_WAITING_COMMANDS = 20_000;

    @Bean
    ClientResourcesBuilderCustomizer lettuceResources(RateLimiterProperties properties) {
        return resources -> {
            // Lettuce's own delay grows to 30 s; a limiter that is blind for so long has become the outage
            resources.reconnectDelay(Delay.constant(RECONNECT_DELAY));
            if (properties.fast().flushConsolidation()) {
                resources.nettyCustomizer(new FlushConsolidation());
            }
        };
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient redisClient(ClientResources resources, DataRedisConnectionDetails details) {
        var client = RedisClient.create(resources, uri(details));
        client.setOptions(ClientOptions.builder()
                // while there is no connection a command fails at once instead of waiting for one
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_WAITING_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build());
        return client;
    }

    @Bean
    RedisLink redisLink(RedisClient client, RateLimiterProperties properties) {
        return new RedisLink(client, properties.deadline());
    }

    @Bean
    ChangeLog changeLog(RedisLink redis) {
        return new ChangeLog(redis);
    }

    @Bean
    RedisPolicies policies(RedisLink redis, ChangeLog changes, PolicyFormat format, RateLimiterProperties properties) {
        return new RedisPolicies(redis, changes, format, properties.variant(), properties.configuredPolicies());
    }

    @Bean
    RedisRateLimiter redisRateLimiter(RedisLink redis, ChangeLog changes) {
        return new RedisRateLimiter(redis, changes);
    }

    @Bean
    Pulse pulse(
            RedisLink redis,
            ChangeLog changes,
            RedisPolicies policies,
            List<StoreWatch> watches,
            RateLimiterProperties properties) {
        return new Pulse(redis, changes, policies, watches, properties.pulse());
    }

    @Bean
    Rehearsal rehearsal(RedisPolicies policies, RedisRateLimiter limiter) {
        return new Rehearsal(policies, limiter);
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
