package katas.shopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import katas.lab.infrastructure.FreePorts;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.shopping.cart.Carts;
import katas.shopping.cart.CheckoutOutcome.Accepted;
import katas.shopping.cart.Checkouts;
import katas.shopping.cart.PriceList;
import katas.shopping.inventory.Stocks;
import katas.shopping.messages.Money;
import katas.shopping.order.Order.Phase;
import katas.shopping.order.Orders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Whatever is wrong with a variant, as long as nothing else goes wrong it sells. */
@Lab({Needs.REDIS, Needs.KAFKA})
class VariantsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RedisHandle redis;
    private final KafkaHandle kafka;

    VariantsIT(RedisHandle redis, KafkaHandle kafka) {
        this.redis = redis;
        this.kafka = kafka;
    }

    static List<Variant> variants() {
        var others = List.of(Variant.CHOREOGRAPHY, Variant.DUAL_WRITE, Variant.AT_LEAST_ONCE, Variant.UNKEYED);
        return others.subList(0, Rounds.of(1, others.size()));
    }

    @ParameterizedTest
    @MethodSource("variants")
    void every_variant_starts_and_sells(Variant variant) {
        try (var service = start(variant)) {
            // a service that starts on a busy machine may reach Redis a moment later
            await().atMost(PATIENCE).ignoreException(StoreUnavailable.class).until(() -> {
                service.getBean(PriceList.class).set("tea", new Money(199, "EUR"));
                return true;
            });
            service.getBean(Stocks.class).count("tea", 5);
            var carts = service.getBean(Carts.class);
            var cart = carts.create(null);
            carts.put(cart.id(), null, cart.version(), "tea", 2);

            var accepted = (Accepted) service.getBean(Checkouts.class).checkout(cart.id(), null, null, "key", "ok");

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(service.getBean(Orders.class).find(accepted.orderId()))
                                    .hasValueSatisfying(
                                            order -> assertThat(order.phase()).isEqualTo(Phase.COMPLETED)));
            assertThat(service.getBean(Stocks.class).find("tea").orElseThrow().sold())
                    .isEqualTo(2);
        }
    }

    private ConfigurableApplicationContext start(Variant variant) {
        int provider = FreePorts.next();
        return new SpringApplicationBuilder(ShoppingCartApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.data.redis.host=" + redis.host(),
                        "--spring.data.redis.port=" + redis.port(),
                        "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--katas.shopping-cart.variant=" + variant.text(),
                        "--katas.shopping-cart.prefix=" + variant.text(),
                        "--katas.shopping-cart.deadline=10s",
                        "--katas.shopping-cart.provider.port=" + provider,
                        "--katas.shopping-cart.provider.url=http://127.0.0.1:" + provider);
    }
}
