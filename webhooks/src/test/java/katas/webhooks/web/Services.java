package katas.webhooks.web;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.ServiceProcess;
import katas.webhooks.kafka.Groups;

/** Real services that call endpoints which the test plays. */
final class Services {
    private Services() {}

    /** @param prefix of names in Redis and Kafka: the log keeps what earlier services accepted */
    static ServiceProcess.Builder of(String prefix, RedisHandle redis, KafkaHandle kafka) {
        return ServiceProcess.of("webhooks")
                .redis(redis)
                .kafka(kafka)
                .property("katas.webhooks.prefix", prefix)
                .property("katas.webhooks.roles", "api,fan-out,dispatcher")
                // so long that a busy machine is not taken for an outage
                .property("katas.webhooks.deadline", "5s")
                .property("katas.webhooks.append-deadline", "2s")
                // so short that what a dead one had is soon somebody else's
                .property("katas.webhooks.attempts.timeout", "2s")
                .property("katas.webhooks.attempts.connect-timeout", "1s")
                .property("katas.webhooks.attempts.lease", "3s")
                .property("katas.webhooks.attempts.waits", "100ms,100ms")
                .property("katas.webhooks.breaker.calls", "100000");
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

    /** Lets Kafka take a member of the services' group for dead after a second. */
    static void giveMembersUpSoon(String prefix, KafkaHandle kafka) throws InterruptedException, ExecutionException {
        Groups.giveMembersUpSoon(kafka, List.of(prefix + ".fan-out"));
    }
}
