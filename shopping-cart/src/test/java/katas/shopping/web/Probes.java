package katas.shopping.web;

import jakarta.servlet.Filter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import katas.lab.infrastructure.FreePorts;
import org.slf4j.MDC;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the tests put into the running service: an endpoint that fails, and an eye on the trace of each request. */
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
