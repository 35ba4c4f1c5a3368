package katas.urlshortener.kafka;

import java.time.Duration;
import katas.urlshortener.ClickLog;
import katas.urlshortener.ClickRollups;
import katas.urlshortener.UrlShortenerProperties;
import katas.urlshortener.naive.FireAndForgetClickLog;
import katas.urlshortener.naive.InlineClickLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {
    /** So low that clicks are taken down until the last request is answered. */
    static final int PHASE = 0;

    private static final Duration DRAIN = Duration.ofSeconds(5);

    @Bean
    KafkaClients kafkaClients(ProducerFactory<?, ?> producers, ConsumerFactory<?, ?> consumers, KafkaAdmin admin) {
        // nothing is made with these: they know addresses, credentials and certificates
        return new KafkaClients(
                producers.getConfigurationProperties(),
                consumers.getConfigurationProperties(),
                admin.getConfigurationProperties());
    }

    @Bean
    ClickTopic clickTopic(KafkaClients clients) {
        return new ClickTopic(clients, ClickTopic.NAME);
    }

    @Bean
    ClickFormat clickFormat() {
        return new ClickFormat(ClickTopic.NAME);
    }

    @Bean
    ClickLog clickLog(KafkaClients clients, ClickTopic topic, ClickFormat format, UrlShortenerProperties properties) {
        return switch (properties.variant()) {
            case TRACKED, RANDOM_CODES, COUNTER_CODES, TTL_CACHE ->
                new BufferedClickLog(
                        topic.whenReady(clients::acknowledgedProducer), format, properties.clickBuffer(), DRAIN);
            case INLINE_CLICKS -> new InlineClickLog(topic.whenReady(clients::acknowledgedProducer), format);
            case FIRE_AND_FORGET ->
                new FireAndForgetClickLog(
                        topic.whenReady(() -> clients.producer(FireAndForgetClickLog.SETTINGS)), format);
        };
    }

    @Bean
    ClickConsumer clickConsumer(KafkaClients clients, ClickTopic topic, ClickFormat format, ClickRollups rollups) {
        return new ClickConsumer(clients, topic, format, rollups, ClickConsumer.GROUP);
    }

    @Bean
    KafkaHealth kafkaHealthIndicator(KafkaClients clients, ClickTopic topic) {
        return new KafkaHealth(clients, topic);
    }
}
