package katas.shopping.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import katas.shopping.ShoppingCartProperties;
import katas.shopping.redis.RedisLink;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProviderConfigurationTest {

    @Test
    void it_listens_on_loopback_alone_unless_it_is_told_otherwise() {
        assertThat(hostOf(Map.of()).isLoopbackAddress()).isTrue();
        assertThat(hostOf(Map.of("katas.shopping-cart.provider.address", "0.0.0.0"))
                        .isAnyLocalAddress())
                .isTrue();
    }

    private static InetAddress hostOf(Map<String, String> settings) {
        var source = new HashMap<>(settings);
        source.put("katas.shopping-cart.provider.port", "0");
        var properties = new Binder(new MapConfigurationPropertySource(source))
                .bindOrCreate("katas.shopping-cart", ShoppingCartProperties.class);
        try (var redis = RedisClient.create()) {
            var server = new ProviderConfiguration()
                    .paymentProviderServer(
                            properties, new RedisLink(redis, Duration.ofSeconds(1)), InstantSource.system());
            server.start();
            try {
                return server.host();
            } finally {
                server.stop();
            }
        }
    }
}
