package katas.shopping.provider;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who wants to hear it of each decision, once, beside the answer: it may come before that, after it, or never. */
final class Callback {
    private static final Logger log = LoggerFactory.getLogger(Callback.class);
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DEADLINE)
            .build();
    private final URI front;

    /** @param front where it is told, at a path of the id of the capture */
    Callback(URI front) {
        this.front = front;
    }

    void tell(Capture capture) {
        var request = HttpRequest.newBuilder(URI.create(front + "/" + capture.id()))
                .timeout(DEADLINE)
                .POST(BodyPublishers.noBody())
                .build();
        var _ = http.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (failure != null) {
                log.debug("nobody heard of a decision reason={}", failure.toString());
            }
        });
    }
}
