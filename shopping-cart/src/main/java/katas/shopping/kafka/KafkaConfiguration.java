package katas.shopping.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import katas.shopping.Ids;
import katas.shopping.Role;
import katas.shopping.Shards;
import katas.shopping.ShoppingCartProperties;
import katas.shopping.Variant;
import katas.shopping.clockwork.Timer;
import katas.shopping.effect.DeadLetters;
import katas.shopping.effect.Decoder;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Redrives;
import katas.shopping.effect.Subscription;
import katas.shopping.json.CloudEvents;
import katas.shopping.metrics.StoredGauges;
import katas.shopping.naive.AtLeastOnce;
import katas.shopping.naive.DualWrite;
import katas.shopping.naive.Unkeyed;
import katas.shopping.redis.OutboxBell;
import katas.shopping.redis.RedisKeys;
import katas.shopping.redis.RedisLink;
import katas.shopping.redis.RedisOutbox;
import katas.shopping.redis.RedisStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {
    /** After Redis, and before the first request. */
    static final int PHASE = 1;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Set<Role> SPEAKING = EnumSet.of(Role.CART, Role.ORDER, Role.INVENTORY, Role.PAYMENT);

    @Bean
    KafkaClients kafkaClients(ProducerFactory<?, ?> producers, ConsumerFactory<?, ?> consumers, KafkaAdmin admin) {
        // nothing is made with these: they know addresses, credentials and certificates
        return new KafkaClients(
                producers.getConfigurationProperties(),
                consumers.getConfigurationProperties(),
                admin.getConfigurationProperties());
    }

    @Bean
    Topics topics(KafkaClients clients, ShoppingCartProperties properties) {
        return new Topics(clients, properties.prefix());
    }

    @Bean
    CloudEvents cloudEvents() {
        return new CloudEvents();
    }

    /** What everybody but the naive variants uses is the store itself. */
    @Bean(defaultCandidate = false)
    @Qualifier("variant")
    Effects variantEffects(
            RedisStore store,
            KafkaClients clients,
            Topics topics,
            Ids ids,
            InstantSource clock,
            Passage passage,
            ShoppingCartProperties properties) {
        return switch (properties.variant()) {
            case DUAL_WRITE -> new DualWrite(store, clients::acknowledgedProducer, topics, ids, clock, passage);
            case AT_LEAST_ONCE -> new AtLeastOnce(store);
            case ORCHESTRATED, UNKEYED, CHOREOGRAPHY -> store;
        };
    }

    @Bean
    Redrives redrives(DeadLetters letters, Effects effects) {
        return new Redrives(letters, effects);
    }

    @Bean
    MessageConsumers messageConsumers(
            KafkaClients clients,
            Topics topics,
            Effects effects,
            DeadLetters letters,
            Decoder decoder,
            Redrives redrives,
            Passage passage) {
        return new MessageConsumers(clients, topics, effects, letters, decoder, redrives, passage);
    }

    /** Plays every consumer that there is a subscription of. */
    @Bean
    SmartLifecycle playedConsumers(MessageConsumers consumers, ObjectProvider<Subscription> subscriptions) {
        return new Together(subscriptions.orderedStream().map(consumers::play).toList());
    }

    @Bean
    KafkaReplays replays(KafkaClients clients, Topics topics, MessageConsumers consumers) {
        return new KafkaReplays(clients, topics, consumers);
    }

    /** One for each context whose role this process plays. */
    @Bean
    Relays relays(
            KafkaClients clients,
            Topics topics,
            RedisLink redis,
            RedisKeys keys,
            OutboxBell bell,
            Passage passage,
            ShoppingCartProperties properties) {
        var holder = UUID.randomUUID().toString();
        var records = new OutboxRecords(topics, properties.variant() == Variant.UNKEYED ? new Unkeyed() : Shards::of);
        return new Relays(contexts(properties)
                .map(context -> {
                    var outbox = new RedisOutbox(redis, keys, context, holder);
                    var relay = new Relay(outbox, records, passage, clients::acknowledgedProducer);
                    bell.tell(context, relay::ring);
                    return relay;
                })
                .toList());
    }

    @Bean
    SmartLifecycle playedRelays(Relays relays) {
        return new Together(relays.all());
    }

    @Bean
    MeterBinder stuckMeters(Relays relays) {
        return meters -> relays.all()
                .forEach(relay -> Gauge.builder("outbox.stuck", relay, Relay::stuck)
                        .description("shards whose messages Kafka does not take, or that cannot be read")
                        .tag("context", relay.context())
                        .register(meters));
    }

    @Bean
    MeterBinder outboxMeters(RedisLink redis, RedisKeys keys, InstantSource clock, ShoppingCartProperties properties) {
        return meters -> contexts(properties).forEach(context -> {
            var outbox = new RedisOutbox(redis, keys, context, "nobody");
            new StoredGauges(meters, clock)
                    .count("outbox.waiting", "messages that are not in Kafka yet", outbox::waiting, "context", context);
        });
    }

    @Bean
    Timer lagMeters(MessageConsumers consumers, MeterRegistry meters) {
        var lags = MultiGauge.builder("consumer.lag")
                .description("records that wait in the partitions that this process has")
                .register(meters);
        return new Timer(
                "lags",
                LOOK,
                () -> lags.register(
                        consumers.lags().entrySet().stream()
                                .map(lag -> MultiGauge.Row.of(Tags.of("consumer", lag.getKey()), lag.getValue()))
                                .toList(),
                        true));
    }

    @Bean
    KafkaHealth kafkaHealthIndicator(KafkaClients clients, Topics topics) {
        return new KafkaHealth(clients, topics);
    }

    @Bean
    WorkersHealth workersHealthIndicator(Relays relays, MessageConsumers consumers) {
        return new WorkersHealth(relays, consumers);
    }

    private static Stream<String> contexts(ShoppingCartProperties properties) {
        return properties.roles().stream()
                .filter(SPEAKING::contains)
                .map(role -> role.name().toLowerCase(Locale.ROOT));
    }
}
