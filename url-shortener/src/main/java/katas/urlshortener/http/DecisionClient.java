package katas.urlshortener.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import katas.urlshortener.UrlShortenerProperties.Misses;

/** Asks a rate limiter over HTTP for one permit: {@code POST /v1/decisions}. */
final class DecisionClient implements AutoCloseable {
    private static final int ALLOWED = 200;
    private static final int DENIED = 429;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final HttpRequest.Builder request;
    private final String policy;
    private final Duration deadline;

    /** There is no decision: the limiter is away, slow, or does not know what it is asked. */
    static final class NoDecision extends Exception {
        private static final long serialVersionUID = 1;

        NoDecision(String message) {
            super(message);
        }
    }

    /** @param url where the limiter answers */
    DecisionClient(URI url, Misses settings) {
        this.policy = settings.policy();
        this.deadline = settings.deadline();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadline)
                .executor(executor)
                .build();
        var front = url.toString();
        this.request = HttpRequest.newBuilder(URI.create((front.endsWith("/") ? front : front + "/") + "v1/decisions"))
                .header("Authorization", "Bearer " + settings.key())
                .header("Content-Type", "application/json");
    }

    /**
     * Takes a permit.
     *
     * @param key whom it is for, without quotes or backslashes
     * @return how long to wait; zero if there was a permit
     */
    Duration ask(String key) throws NoDecision {
        var body = "{\"policy\":\"" + policy + "\",\"key\":\"" + key + "\"}";
        var call = http.sendAsync(
                request.copy().POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.discarding());
        try {
            return wait(call.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            call.cancel(true);
            throw new NoDecision("no answer within " + deadline);
        } catch (ExecutionException e) {
            throw new NoDecision(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoDecision("interrupted");
        }
    }

    private static Duration wait(HttpResponse<Void> answer) throws NoDecision {
        return switch (answer.statusCode()) {
            case ALLOWED -> Duration.ZERO;
            case DENIED ->
                Duration.ofSeconds(
                        seconds(answer.headers().firstValue("Retry-After").orElse("")));
            default -> throw new NoDecision("status " + answer.statusCode());
        };
    }

    // a proxy in between may also send a date
    private static long seconds(String retryAfter) {
        return SECONDS.matcher(retryAfter).matches() ? Long.parseLong(retryAfter) : 1;
    }

    @Override
    public void close() {
        http.shutdownNow();
        executor.shutdownNow();
    }
}
