package katas.shopping.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import katas.shopping.messages.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Speaks the provider's language, and waits no longer than a deadline for all of an answer. */
final class ProviderClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int OK = 200;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final String captures;
    private final Duration deadline;

    /**
     * What the provider knows of an attempt.
     *
     * @param state {@code captured}, {@code declined} or {@code voided}
     * @param taken null if nothing ever was
     */
    record Told(String state, @Nullable Money taken) {}

    /** Nobody knows what the provider has done. */
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1;

        NoAnswer(String message) {
            super(message);
        }
    }

    private record Asked(long amount, String currency, String token) {}

    /** @param url where the provider answers */
    ProviderClient(URI url, Duration deadline) {
        this.deadline = deadline;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadline)
                .executor(executor)
                .build();
        var front = url.toString();
        this.captures = (front.endsWith("/") ? front : front + "/") + "v1/captures/";
    }

    Told capture(String id, Money amount, String token) throws NoAnswer {
        var body = JSON.writeValueAsString(new Asked(amount.amount(), amount.currency(), token));
        return send(request(id).PUT(BodyPublishers.ofString(body)));
    }

    Told cancel(String id) throws NoAnswer {
        return send(request(id + "/void").POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(captures + path)).header("Content-Type", "application/json");
    }

    private Told send(HttpRequest.Builder request) throws NoAnswer {
        var call = http.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            return read(call.get(deadline.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            throw new NoAnswer("no answer within " + deadline);
        } catch (ExecutionException e) {
            throw new NoAnswer(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("interrupted");
        } finally {
            call.cancel(true);
        }
    }

    private static Told read(HttpResponse<String> answer) throws NoAnswer {
        if (answer.statusCode() != OK) {
            throw new NoAnswer("status " + answer.statusCode());
        }
        try {
            return JSON.readValue(answer.body(), Told.class);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new NoAnswer("an answer that makes no sense");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        executor.shutdownNow();
    }
}
