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
import katas.shopping.inventory.ChoreographedInventory;
import katas.shopping.inventory.Inventory;
import katas.shopping.inventory.Stocks;
import katas.shopping.inventory.Sweeper;
import katas.shopping.messages.Topic;
import katas.shopping.metrics.StoredGauges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@OnRole(Role.INVENTORY)
@Configuration(proxyBeanMethods = false)
class InventoryConfiguration {
    @Bean
    Stocks stocks(
            Documents documents,
            Effects effects,
            Agendas agendas,
            InstantSource clock,
            ShoppingCartProperties properties) {
        return new Stocks(documents, effects, agendas, clock, properties.reservationTtl());
    }

    @Bean
    Subscription inventorySubscription(Documents documents, InstantSource clock, ShoppingCartProperties properties) {
        return properties.variant() == Variant.CHOREOGRAPHY
                ? new Subscription(
                        "inventory",
                        Set.of(Topic.CARTS, Topic.STOCK_COMMANDS, Topic.PAYMENTS),
                        new ChoreographedInventory(documents, clock, properties.reservationTtl()))
                : new Subscription(
                        "inventory",
                        Set.of(Topic.STOCK_COMMANDS),
                        new Inventory(documents, clock, properties.reservationTtl()));
    }

    @Bean
    Timer sweeper(
            Documents documents,
            Effects effects,
            Agendas agendas,
            InstantSource clock,
            Passage passage,
            ShoppingCartProperties properties) {
        var sweeper = new Sweeper(documents, effects, agendas, clock, passage);
        return new Timer("sweeper", properties.sweep(), sweeper::runOnce);
    }

    @Bean
    MeterBinder reservationMeters(Stocks stocks, InstantSource clock) {
        return meters -> new StoredGauges(meters, clock)
                .age("reservations.oldest", "since when the oldest reservation is held", stocks::oldestReservation);
    }
}
