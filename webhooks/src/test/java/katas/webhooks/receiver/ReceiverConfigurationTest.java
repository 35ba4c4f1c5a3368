package katas.webhooks.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import katas.webhooks.WebhooksProperties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ReceiverConfigurationTest {
    @Test
    void it_listens_on_loopback_alone_unless_it_is_told_otherwise() {
        assertThat(hostOf(Map.of()).isLoopbackAddress()).isTrue();
        assertThat(hostOf(Map.of("katas.webhooks.receiver.address", "0.0.0.0")).isAnyLocalAddress())
                .isTrue();
    }

    private static InetAddress hostOf(Map<String, String> settings) {
        var source = new HashMap<>(settings);
        source.put("katas.webhooks.receiver.port", "0");
        var properties = new Binder(new MapConfigurationPropertySource(source))
                .bindOrCreate("katas.webhooks", WebhooksProperties.class);
        var server = new ReceiverConfiguration().sampleReceiver(properties, InstantSource.system());
        server.start();
        try {
            return server.host();
        } finally {
            server.stop();
        }
    }
}
