package katas.webhooks;

import java.time.InstantSource;
import katas.webhooks.delivery.Deliveries;
import katas.webhooks.delivery.FanOut;
import katas.webhooks.endpoint.Directory;
import katas.webhooks.message.IdempotencyKeys;
import katas.webhooks.message.Intake;
import katas.webhooks.message.MessageLog;
import katas.webhooks.message.Messages;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** From a tenant's request to deliveries. */
@Configuration(proxyBeanMethods = false)
class MessageConfiguration {
    @Bean
    @OnRole(Role.API)
    Intake intake(
            MessageLog log,
            Messages messages,
            IdempotencyKeys keys,
            Ids ids,
            InstantSource clock,
            Passage passage,
            Mishaps mishaps) {
        return new Intake(log, messages, keys, ids, clock, passage, mishaps);
    }

    @Bean
    @OnRole(Role.FAN_OUT)
    FanOut fanOut(Messages messages, Directory directory, Deliveries deliveries, Passage passage) {
        return new FanOut(messages, directory, deliveries, passage);
    }
}
