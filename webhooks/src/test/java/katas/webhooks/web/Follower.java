package katas.webhooks.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads server-sent events as they come, on a connection of its own that can be broken. */
final class Follower implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpResponse<InputStream> response;
    private final Thread reader;

    private Follower(ServiceClient caller, String path) {
        try {
            this.response = http.send(caller.request(path).build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        this.reader = Thread.startVirtualThread(this::read);
    }

    /** Follows what comes from now on. */
    static Follower from(ServiceClient caller, String path) {
        return new Follower(caller, path);
    }

    /** Follows what came after an event. */
    static Follower after(String lastEventId, ServiceClient caller, String path) {
        return new Follower(caller.with("Last-Event-ID", lastEventId), path);
    }

    int status() {
        return response.statusCode();
    }

    List<String> ids() {
        return withPrefix("id: ");
    }

    List<String> types() {
        return withPrefix("event: ");
    }

    List<String> data() {
        return withPrefix("data: ");
    }

    long heartbeats() {
        return lines.stream().filter(":"::equals).count();
    }

    /** Tells whether the service has ended the stream. */
    boolean hasEnded() {
        return !reader.isAlive();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    // only whole messages count: of one that broke off, the reader has not seen the end
    private List<String> withPrefix(String prefix) {
        var seen = List.copyOf(lines);
        return seen.subList(0, seen.lastIndexOf("") + 1).stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .toList();
    }

    private void read() {
        try (var text = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            text.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // broken off, as the test wanted it
        }
    }
}
