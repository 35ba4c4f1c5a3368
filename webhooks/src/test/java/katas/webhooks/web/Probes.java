package katas.webhooks.web;

import katas.lab.infrastructure.FreePorts;
import katas.webhooks.Digests;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the tests put into the running service: an endpoint that fails, a port for the receiver, and keys of many tenants. */
@TestConfiguration(proxyBeanMethods = false)
class Probes {
    static final String SECRET_OF_A_FAILURE = "secret-of-a-failure";
    static final int TENANTS = 400;

    /** Beside this one there may be other services on this machine, each with its receiver. */
    @Bean
    DynamicPropertyRegistrar receiversPort() {
        int port = FreePorts.next();
        return properties -> properties.add("katas.webhooks.receiver.port", () -> port);
    }

    @Bean
    DynamicPropertyRegistrar tenants() {
        return properties -> {
            for (int number = 0; number < TENANTS; number++) {
                var key = "katas.webhooks.keys[%d]".formatted(number);
                var tenant = tenant(number);
                properties.add(key + ".digest", () -> Digests.sha256("key-of-" + tenant));
                properties.add(key + ".tenant", () -> tenant);
            }
        };
    }

    static String tenant(int number) {
        return "tenant-" + number;
    }

    @TestComponent
    @RestController
    static class FailingController {
        @GetMapping("/v1/failing")
        String fail() {
            throw new IllegalStateException(SECRET_OF_A_FAILURE);
        }
    }
}
