package katas.shopping.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.ServiceProcess;
import katas.shopping.kafka.Groups;
import katas.shopping.provider.PlayedProvider;

/** Real services that ask a provider which the test plays. */
final class Services {
    /** How many calls to the provider each may have under way. */
    static final int CALLS = 4;

    static final Duration PROVIDER_DEADLINE = Duration.ofSeconds(1);

    private static final List<String> ROLES = List.of("cart", "order", "inventory", "payment");

    private Services() {}

    /** @param prefix of names in Redis and Kafka: the log keeps what earlier services said */
    static ServiceProcess.Builder of(String prefix, RedisHandle redis, KafkaHandle kafka, PlayedProvider provider) {
        return ServiceProcess.of("shopping-cart")
                .redis(redis)
                .kafka(kafka)
                .property("katas.shopping-cart.prefix", prefix)
                .property("katas.shopping-cart.roles", String.join(",", ROLES))
                // so long that a busy machine is not taken for an outage, nor an order given up while nobody serves it
                .property("katas.shopping-cart.deadline", "10s")
                .property("katas.shopping-cart.checkout-deadline", "1h")
                .property("katas.shopping-cart.reservation-ttl", "2h")
                .property("katas.shopping-cart.sweep", "250ms")
                .property("katas.shopping-cart.provider.url", provider.url().toString())
                .property("katas.shopping-cart.provider.deadline", PROVIDER_DEADLINE.toMillis() + "ms")
                .property("katas.shopping-cart.provider.calls", Integer.toString(CALLS));
    }

    /** Starts services that differ, side by side; returns when all are ready. */
    static List<ServiceProcess> start(List<ServiceProcess.Builder> described) {
        var starts = described.stream()
                .map(service -> CompletableFuture.supplyAsync(service::start, Thread::startVirtualThread))
                .toList();
        try {
            return starts.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            for (var start : starts) {
                var _ = start.thenAccept(ServiceProcess::close);
            }
            throw e;
        }
    }

    /** Lets Kafka take a member of the services' groups for dead after a second. */
    static void giveMembersUpSoon(String prefix, KafkaHandle kafka) throws InterruptedException, ExecutionException {
        Groups.giveMembersUpSoon(
                kafka, ROLES.stream().map(role -> prefix + "." + role).toList());
    }
}
