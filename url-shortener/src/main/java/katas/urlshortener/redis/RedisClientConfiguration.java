package katas.urlshortener.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Redis is reached: where Spring's settings say, and without waiting for it. */
@Configuration(proxyBeanMethods = false)
class RedisClientConfiguration {
    private static final Duration RECONNECT_DELAY = Duration.ofMillis(100);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final int MAX_WAITING_COMMANDS = 20_000;

    @Bean
    ClientResourcesBuilderCustomizer lettuceResources() {
        // Lettuce's own delay grows to 30 s: for so long nothing new would resolve, although Redis is back
        return resources -> resources.reconnectDelay(Delay.constant(RECONNECT_DELAY));
    }

    @Bean(destroyMethod = "shutdown")
    RedisClient redisClient(ClientResources resources, DataRedisConnectionDetails details) {
        var client = RedisClient.create(resources, uri(details));
        client.setOptions(options());
        return client;
    }

    /** A client of its own, for its connections must not reconnect by themselves. */
    @Bean(destroyMethod = "shutdown", defaultCandidate = false)
    @Qualifier("tracked")
    RedisClient trackedClient(ClientResources resources, DataRedisConnectionDetails details) {
        var client = RedisClient.create(resources, uri(details));
        client.setOptions(trackedOptions());
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

    static ClientOptions trackedOptions() {
        return options()
                .mutate()
                // word of changes comes between answers
                .protocolVersion(ProtocolVersion.RESP3)
                .autoReconnect(false)
                .build();
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
