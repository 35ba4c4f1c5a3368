package katas.webhooks.kafka;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import katas.webhooks.Mishaps;
import katas.webhooks.OnRole;
import katas.webhooks.Role;
import katas.webhooks.Shards;
import katas.webhooks.WebhooksProperties;
import katas.webhooks.clockwork.Worker;
import katas.webhooks.delivery.Caller;
import katas.webhooks.delivery.Dispatcher;
import katas.webhooks.delivery.FanOut;
import katas.webhooks.endpoint.Directory;
import katas.webhooks.endpoint.Endpoints;
import katas.webhooks.message.MessageLog;
import katas.webhooks.metrics.MeteredMessageLog;
import katas.webhooks.naive.Inline;
import katas.webhooks.retry.RetrySchedule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
        return new MessagesTopic(clients, properties.prefix(), properties.retention());
    }

    /** What everybody but the variant without a log uses. */
    @Bean(defaultCandidate = false)
    @Qualifier("variant")
    @OnRole(Role.API)
    MessageLog variantLog(
            KafkaClients clients,
            MessagesTopic topic,
            Directory directory,
            Endpoints endpoints,
            Caller caller,
            RetrySchedule schedule,
            InstantSource clock,
            Mishaps mishaps,
            WebhooksProperties properties) {
        return switch (properties.variant()) {
            case INLINE -> new Inline(directory, endpoints, caller, schedule, clock, mishaps);
            case ISOLATED, SHARED_QUEUE, NO_JITTER, CHECK_AT_SAVE ->
                new KafkaMessageLog(clients, topic, properties.appendDeadline());
        };
    }

    @Bean
    @OnRole(Role.API)
    MessageLog messageLog(@Qualifier("variant") MessageLog log, MeterRegistry meters) {
        return new MeteredMessageLog(log, meters);
    }

    @Bean
    @OnRole(Role.FAN_OUT)
    MessageConsumer messageConsumer(
            KafkaClients clients,
            MessagesTopic topic,
            FanOut fanOut,
            ObjectProvider<Dispatcher> dispatchers,
            InstantSource clock,
            Mishaps mishaps) {
        return new MessageConsumer(
                clients,
                topic,
                message -> {
                    fanOut.fanOut(message);
                    // one elsewhere finds out by itself, a moment later
                    dispatchers.ifAvailable(dispatcher -> dispatcher.ring(Shards.of(message.tenant())));
                },
                clock,
                mishaps);
    }

    @Bean
    @OnRole(Role.FAN_OUT)
    Worker fanOutWorker(MessageConsumer consumer) {
        return new Worker("fan-out", consumer, consumer::wakeup);
    }

    @Bean
    @OnRole(Role.FAN_OUT)
    MeterBinder fanOutMeters(MessageConsumer consumer) {
        return meters -> {
            Gauge.builder("fan.out.lag", consumer, MessageConsumer::lag)
                    .description("accepted messages without deliveries in the partitions that this process has")
                    .register(meters);
            TimeGauge.builder(
                            "fan.out.oldest",
                            consumer,
                            TimeUnit.MILLISECONDS,
                            one -> one.oldest()
                                    .map(Duration::toMillis)
                                    .map(Long::doubleValue)
                                    .orElse(Double.NaN))
                    .description("how long the oldest of them has waited; NaN before this process has looked at any")
                    .register(meters);
            FunctionCounter.builder("fan.out.parked", consumer, MessageConsumer::parked)
                    .description("accepted messages, or what is none, that nobody can make deliveries of")
                    .register(meters);
        };
    }

    @Bean
    KafkaHealth kafkaHealthIndicator(KafkaClients clients, MessagesTopic topic) {
        return new KafkaHealth(clients, topic);
    }
}
