package katas.shopping.web;

import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import katas.lab.infrastructure.FreePorts;
import katas.shopping.Shards;
import katas.shopping.effect.Documents;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Handler;
import katas.shopping.effect.Place;
import katas.shopping.effect.Poison;
import katas.shopping.effect.Subscription;
import katas.shopping.messages.CartEvent;
import katas.shopping.messages.Message;
import katas.shopping.messages.Topic;
import org.slf4j.MDC;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the tests put into the running service: an endpoint that fails, an eye on the trace of each request, and its time. */
@TestConfiguration(proxyBeanMethods = false)
class Probes {
    static final String SECRET_OF_A_FAILURE = "secret-of-a-failure";

    /** Beside this one there may be other services on this machine, each with its provider. */
    @Bean
    DynamicPropertyRegistrar providersPort() {
        int port = FreePorts.next();
        return properties -> {
            properties.add("katas.shopping-cart.provider.port", () -> port);
            properties.add("katas.shopping-cart.provider.url", () -> "http://127.0.0.1:" + port);
        };
    }

    @Bean
    @Primary
    ShiftedClock shiftedClock() {
        return new ShiftedClock();
    }

    @Bean
    TraceIds traceIds() {
        return new TraceIds(new ConcurrentLinkedQueue<>());
    }

    @Bean
    Filter traceWatch(TraceIds traceIds) {
        return (request, response, chain) -> {
            traceIds.seen().add(String.valueOf(MDC.get("traceId")));
            chain.doFilter(request, response);
        };
    }

    @Bean
    Mendable mendable(Documents documents) {
        return new Mendable(documents, new ConcurrentLinkedQueue<>());
    }

    @Bean
    Subscription mendableSubscription(Mendable mendable) {
        return new Subscription(Mendable.CONSUMER, Set.of(Topic.CARTS), mendable);
    }

    /**
     * A handler that cannot handle the second version of sick carts until it is mended, and writes down what it could.
     *
     * @param sick ids of carts
     */
    record Mendable(Documents documents, Queue<String> sick) implements Handler {
        static final String CONSUMER = "mendable";

        /** What was handled of a cart, in that order. */
        record Handled(List<Long> versions) {}

        List<Long> handled(String cart) {
            return documents.load(at(cart)).found().map(Handled::versions).orElse(List.of());
        }

        @Override
        public Optional<Effect> handle(Message message) {
            return message instanceof CartEvent event ? Optional.of(writeDown(event)) : Optional.empty();
        }

        private Effect writeDown(CartEvent event) {
            if (sick.contains(event.cartId()) && event.version() == 2) {
                throw new Poison("not mended", null);
            }
            var before = documents.load(at(event.cartId()));
            var versions = new ArrayList<>(handled(event.cartId()));
            versions.add(event.version());
            return Effect.in(CONSUMER, before.place().shard()).changing(before, new Handled(versions));
        }

        private static Place<Handled> at(String cart) {
            return new Place<>(Shards.of(cart), "mendable:" + cart, Handled.class);
        }
    }

    record TraceIds(Queue<String> seen) {}

    @TestComponent
    @RestController
    static class FailingController {
        @GetMapping("/v1/failing")
        String fail() {
            throw new IllegalStateException(SECRET_OF_A_FAILURE);
        }
    }
}
