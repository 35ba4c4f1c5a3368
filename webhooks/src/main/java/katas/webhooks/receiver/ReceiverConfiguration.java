package katas.webhooks.receiver;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import katas.webhooks.OnRole;
import katas.webhooks.Role;
import katas.webhooks.WebhooksProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sample receiver, where a process plays it. */
@Configuration(proxyBeanMethods = false)
@OnRole(Role.RECEIVER)
class ReceiverConfiguration {
    private static final Duration SLOWNESS = Duration.ofSeconds(5);

    @Bean
    ReceiverServer sampleReceiver(WebhooksProperties properties, InstantSource clock) {
        var settings = properties.receiver();
        return new ReceiverServer(
                new InetSocketAddress(settings.address(), settings.port()), clock, (_, _) -> {}, SLOWNESS);
    }
}
