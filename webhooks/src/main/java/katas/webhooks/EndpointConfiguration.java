package katas.webhooks;

import java.util.List;
import java.util.random.RandomGenerator;
import katas.webhooks.endpoint.SecretBox;
import katas.webhooks.json.SealedKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How what endpoints sign with is kept. */
@Configuration(proxyBeanMethods = false)
class EndpointConfiguration {
    /** Known to everybody who reads this. */
    private static final List<String> DEMO_KEYS = List.of("ZGVtbyBrZXkgb2YgdGhlIGxhYiwgb3BlbiB0byBhbGw=");

    @Bean
    SealedKeys sealedKeys(
            WebhooksProperties properties, RandomGenerator random, @Value("${katas.demo-keys:false}") boolean demo) {
        return new SealedKeys(new SecretBox(keys(properties.secretKeys(), demo), random));
    }

    static List<String> keys(List<String> set, boolean demo) {
        if (set.isEmpty() && !demo) {
            throw new IllegalStateException("katas.webhooks.secret-keys is missing: at least one key of 32 bytes in"
                    + " Base64, such as 'openssl rand -base64 32' draws");
        }
        return set.isEmpty() ? DEMO_KEYS : set;
    }
}
