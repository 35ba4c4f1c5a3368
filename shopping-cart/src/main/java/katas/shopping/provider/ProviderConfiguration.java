package katas.shopping.provider;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import katas.shopping.OnRole;
import katas.shopping.Role;
import katas.shopping.ShoppingCartProperties;
import katas.shopping.redis.RedisLink;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The payment provider, where a process plays it. */
@Configuration(proxyBeanMethods = false)
@OnRole(Role.PROVIDER)
class ProviderConfiguration {
    private static final String LEDGER = "payment-provider:ledger";
    /** Longer than any shop remembers what it asked for. */
    private static final Duration RETENTION = Duration.ofDays(400);

    private static final Duration SLOWNESS = Duration.ofSeconds(3);

    @Bean
    ProviderServer paymentProviderServer(ShoppingCartProperties properties, RedisLink redis, InstantSource clock) {
        var ledger = new RedisLedger(redis, LEDGER, RETENTION);
        var settings = properties.provider();
        var front = settings.callback();
        var captures = new CaptureEndpoint(
                ledger, new Cashier(ledger, clock), front == null ? _ -> {} : new Callback(front)::tell, SLOWNESS);
        return new ProviderServer(new InetSocketAddress(settings.address(), settings.port()), captures, ledger);
    }
}
