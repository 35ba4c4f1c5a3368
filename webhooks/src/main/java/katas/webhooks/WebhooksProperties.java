package katas.webhooks;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code katas.webhooks.*}.
 *
 * @param variant how messages get to their endpoints
 * @param roles what this process does
 */
@ConfigurationProperties("katas.webhooks")
public record WebhooksProperties(
        @DefaultValue("isolated") Variant variant,

        @DefaultValue({"api", "fan-out", "dispatcher", "receiver"})
        Set<Role> roles) {
    public WebhooksProperties {
        roles = Set.copyOf(roles);
    }
}
