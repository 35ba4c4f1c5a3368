package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Clients that spend all they have, wait exactly as they are told, by the clock on the wall, and come back. */
@RunningService
class ObedientClientIT {
    private static final int CLIENTS_AN_ALGORITHM = 20;
    private static final int LIMIT = 2;
    private static final int CALLS_UNTIL_DENIED = 50;

    private final ServiceClient client;

    ObedientClientIT(@LocalServerPort int port) {
        this.client = ServiceClient.admin(port);
    }

    @Test
    void a_lone_client_that_waits_as_told_succeeds_at_least_99_times_in_100() {
        var algorithms =
                List.of("token-bucket", "gcra", "sliding-window-counter", "sliding-window-log", "fixed-window");
        for (var algorithm : algorithms) {
            client.put("/v1/policies/obey-" + algorithm, """
                    {"algorithm":"%s","limits":[{"permits":%d,"window":"PT1S"}],"onOutage":"closed"}""".formatted(algorithm, LIMIT));
        }

        var statuses = new ArrayList<Integer>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var returns = algorithms.stream()
                    .flatMap(algorithm -> IntStream.range(0, CLIENTS_AN_ALGORITHM)
                            .mapToObj(i -> spendWaitAndReturn("obey-" + algorithm, "client-" + i, callers)))
                    .toList();
            returns.forEach(back -> statuses.add(back.join()));
        }

        assertThat(statuses).hasSize(100);
        assertThat(statuses.stream().filter(status -> status == 200))
                .as("%s", statuses)
                .hasSizeGreaterThanOrEqualTo(99);
    }

    private CompletableFuture<Integer> spendWaitAndReturn(String policy, String key, Executor callers) {
        return CompletableFuture.supplyAsync(() -> denied(policy, key), callers)
                .thenCompose(answer -> CompletableFuture.supplyAsync(
                        () -> client.decide(policy, key, LIMIT).status(),
                        CompletableFuture.delayedExecutor(
                                Long.parseLong(answer.header("Retry-After")), TimeUnit.SECONDS, callers)));
    }

    private Answer denied(String policy, String key) {
        return Stream.generate(() -> client.decide(policy, key, LIMIT))
                .limit(CALLS_UNTIL_DENIED)
                .dropWhile(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow();
    }
}
