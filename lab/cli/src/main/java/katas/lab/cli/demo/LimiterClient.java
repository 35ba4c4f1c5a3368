package katas.lab.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import katas.lab.cli.run.Service;
import tools.jackson.databind.JsonNode;

/** Talks to the replicas of a rate limiter as its users do: over HTTP, to one after the other. */
final class LimiterClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);

    private final List<String> replicas;
    private final JsonHttp http = new JsonHttp();

    private LimiterClient(List<String> replicas) {
        this.replicas = replicas;
    }

    static LimiterClient of(List<Service> replicas) {
        return new LimiterClient(replicas.stream().map(Service::url).toList());
    }

    /**
     * The answer to a call for a permit.
     *
     * @param counted false if it passed because nobody could count
     * @param resetAfterMs until the key is as new; 0 in a refusal
     */
    record Answer(int status, boolean counted, long resetAfterMs, Duration took) {
        boolean passed() {
            return status == 200;
        }

        /** Whether Redis gave no answer within the deadline, in a policy that lets none pass uncounted. */
        boolean late() {
            return status == 503;
        }
    }

    /** Puts policies in force, and waits until every replica knows them. */
    void define(List<Policy> policies) {
        policies.forEach(policy -> within(PATIENCE, "policy " + policy.name() + " is refused", () -> put(policy)));
        // a replica that knows the last one knows those before it
        var last = policies.getLast().name();
        for (int replica = 0; replica < replicas.size(); replica++) {
            int number = replica;
            within(PATIENCE, "replica " + (number + 1) + " never hears of " + last, () -> knows(number, last));
        }
    }

    private boolean put(Policy policy) {
        int status = http.put(url(0, "/v1/policies/" + policy.name()), JsonHttp.ADMIN_KEY, policy.document())
                .status();
        return status == 200 || status == 201;
    }

    /** Waits until no replica is without Redis, or believes that it is. */
    void awaitCounting(String openPolicy) {
        for (int replica = 0; replica < replicas.size(); replica++) {
            int number = replica;
            within(
                    PATIENCE,
                    "replica " + (number + 1) + " does not find back to Redis",
                    () -> decide(number, openPolicy, "probe").counted());
        }
    }

    private static void within(Duration patience, String otherwise, BooleanSupplier holds) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(otherwise);
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }

    private boolean knows(int replica, String policy) {
        return http.get(url(replica, "/v1/policies/" + policy), JsonHttp.KEY).status() == 200;
    }

    /**
     * Asks for one permit.
     *
     * @param call which of many; calls go to the replicas in turn
     */
    Answer decide(int call, String policy, String key) {
        var answer = http.post(
                url(call % replicas.size(), "/v1/decisions"),
                JsonHttp.KEY,
                Map.of("policy", policy, "key", key, "permits", 1));
        return new Answer(
                answer.status(),
                isTrue(answer.body(), "metered"),
                answer.body().path("resetAfterMs").asLong(0),
                answer.took());
    }

    private static boolean isTrue(JsonNode json, String field) {
        return json.path(field).asBoolean(false);
    }

    private String url(int replica, String path) {
        return replicas.get(replica) + path;
    }

    @Override
    public void close() {
        http.close();
    }

    /** One limit, counted in a way that the policy names: so one set of replicas serves all algorithms. */
    record Policy(String name, String algorithm, int permits, Duration window, String onOutage) {
        Map<String, Object> document() {
            return Map.of(
                    "algorithm", algorithm,
                    "limits", List.of(Map.of("permits", permits, "window", window.toString())),
                    "onOutage", onOutage);
        }
    }
}
