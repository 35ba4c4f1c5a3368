package katas.shopping;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.Set;
import katas.shopping.clockwork.Timer;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Subscription;
import katas.shopping.messages.Topic;
import katas.shopping.metrics.StoredGauges;
import katas.shopping.order.ChoreographedOrders;
import katas.shopping.order.Deadlines;
import katas.shopping.order.Orchestrator;
import katas.shopping.order.Orders;
import katas.shopping.order.Terms;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@OnRole(Role.ORDER)
@Configuration(proxyBeanMethods = false)
class OrderConfiguration {
    @Bean
    Orders orders(Documents documents, Agendas agendas, InstantSource clock) {
        return new Orders(documents, agendas, clock);
    }

    @Bean
    Subscription orderSubscription(Documents documents, InstantSource clock, ShoppingCartProperties properties) {
        return properties.variant() == Variant.CHOREOGRAPHY
                ? new Subscription(
                        "order",
                        Set.of(Topic.CARTS, Topic.STOCK_COMMANDS, Topic.STOCK, Topic.PAYMENTS),
                        new ChoreographedOrders(documents, clock, properties.decidedRetention()))
                : new Subscription(
                        "order",
                        Set.of(Topic.CARTS, Topic.STOCK, Topic.PAYMENTS),
                        new Orchestrator(documents, clock, terms(properties)));
    }

    @Bean
    Timer deadlines(
            Documents documents,
            Effects effects,
            Agendas agendas,
            InstantSource clock,
            Passage passage,
            ShoppingCartProperties properties) {
        var deadlines = new Deadlines(documents, effects, agendas, clock, terms(properties), passage);
        return new Timer("deadlines", properties.sweep(), deadlines::runOnce);
    }

    private static Terms terms(ShoppingCartProperties properties) {
        return new Terms(properties.checkoutDeadline(), properties.decidedRetention());
    }

    @Bean
    MeterBinder sagaMeters(Orders orders, InstantSource clock) {
        return meters -> new StoredGauges(meters, clock)
                .age("sagas.oldest", "since when the oldest order is undecided", orders::oldestUnfinished);
    }
}
