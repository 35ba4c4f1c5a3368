package katas.webhooks.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import katas.webhooks.Mishaps;
import katas.webhooks.OnRole;
import katas.webhooks.Role;
import katas.webhooks.WebhooksProperties;
import katas.webhooks.clockwork.Worker;
import katas.webhooks.delivery.FanOut;
import katas.webhooks.message.MessageLog;
import katas.webhooks.metrics.MeteredMessageLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {
    @Bean
    KafkaClients kafkaClients(ProducerFactory<?, ?> producers, ConsumerFactory<?, ?> consumers, KafkaAdmin admin) {
        // nothing is made with these: they know addresses, credentials and certificates
        return new KafkaClients(
                producers.getConfigurationProperties(),
                consumers.getConfigurationProperties(),
                admin.getConfigurationProperties());
    }

    @Bean
    MessagesTopic messagesTopic(KafkaClients clients, WebhooksProperties properties) {
        return new MessagesTopic(clients, properties.prefix());
    }

    @Bean
    @OnRole(Role.API)
    KafkaMessageLog kafkaMessageLog(KafkaClients clients, MessagesTopic topic, WebhooksProperties properties) {
        return new KafkaMessageLog(clients, topic, properties.appendDeadline());
    }

    @Bean
    @Primary
    @OnRole(Role.API)
    MessageLog messageLog(KafkaMessageLog log, MeterRegistry meters) {
        return new MeteredMessageLog(log, meters);
    }

    @Bean
    @OnRole(Role.FAN_OUT)
    MessageConsumer messageConsumer(KafkaClients clients, MessagesTopic topic, FanOut fanOut, Mishaps mishaps) {
        return new MessageConsumer(clients, topic, fanOut::fanOut, mishaps);
    }

    @Bean
    @OnRole(Role.FAN_OUT)
    Worker fanOutWorker(MessageConsumer consumer) {
        return new Worker("fan-out", consumer, consumer::wakeup);
    }

    @Bean
    @OnRole(Role.FAN_OUT)
    MeterBinder fanOutMeters(MessageConsumer consumer) {
        return meters -> Gauge.builder("fan.out.lag", consumer, MessageConsumer::lag)
                .description("accepted messages without deliveries in the partitions that this process has")
                .register(meters);
    }

    @Bean
    KafkaHealth kafkaHealthIndicator(KafkaClients clients, MessagesTopic topic) {
        return new KafkaHealth(clients, topic);
    }
}
