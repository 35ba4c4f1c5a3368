package katas.lab.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Asks a service whether it is ready, as an orchestrator would.
 *
 * @param service where it answers
 */
record ServiceReadiness(URI service) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(50);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    /**
     * Waits until the service is ready.
     *
     * @param running asked between two questions: an ended service is not waited for
     * @return false if it ended, or is not ready after three minutes
     */
    boolean await(BooleanSupplier running) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!running.getAsBoolean() || System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
        }
        return true;
    }

    private boolean isReady() {
        var question = HttpRequest.newBuilder(service.resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HTTP.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + service, e);
        }
    }
}
