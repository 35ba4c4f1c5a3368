package katas.shopping;

import java.time.InstantSource;
import java.util.Set;
import katas.shopping.cart.CartHandler;
import katas.shopping.cart.Carts;
import katas.shopping.cart.Checkouts;
import katas.shopping.cart.IdleCarts;
import katas.shopping.cart.Merges;
import katas.shopping.cart.PriceList;
import katas.shopping.clockwork.Timer;
import katas.shopping.effect.Agendas;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Subscription;
import katas.shopping.messages.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@OnRole(Role.CART)
@Configuration(proxyBeanMethods = false)
class CartConfiguration {
    @Bean
    PriceList priceList(Documents documents, Effects effects) {
        return new PriceList(documents, effects);
    }

    @Bean
    Carts carts(Documents documents, Effects effects, PriceList prices, Ids ids) {
        return new Carts(documents, effects, prices, ids);
    }

    @Bean
    Merges merges(Documents documents, Effects effects, Passage passage) {
        return new Merges(documents, effects, passage);
    }

    @Bean
    Checkouts checkouts(Documents documents, Effects effects, PriceList prices, Ids ids, Passage passage) {
        return new Checkouts(documents, effects, prices, ids, passage);
    }

    @Bean
    IdleCarts idleCarts(
            Documents documents,
            Effects effects,
            Agendas agendas,
            InstantSource clock,
            ShoppingCartProperties properties) {
        return new IdleCarts(documents, effects, agendas, clock, properties.idleCartTtl());
    }

    @Bean
    Timer idleCartsTimer(IdleCarts idle, ShoppingCartProperties properties) {
        return new Timer("idle-carts", properties.sweep(), idle::runOnce);
    }

    @Bean
    Subscription cartSubscription(Documents documents, Merges merges, IdleCarts idle) {
        return new Subscription("cart", Set.of(Topic.CARTS, Topic.ORDERS), new CartHandler(documents, merges, idle));
    }
}
