package katas.vending.redis;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import katas.lab.testing.ServiceProcess;
import katas.vending.Coins;
import katas.vending.Command;
import katas.vending.Order;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line to real services: one that halts is killed with -9, and another takes over. */
final class HttpLine implements Line {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private final String machine;
    private final ServiceProcess survivor;
    private ServiceProcess service;
    private @Nullable String session;
    private boolean killed;

    HttpLine(String machine, ServiceProcess victim, ServiceProcess survivor) {
        this.machine = machine;
        this.service = victim;
        this.survivor = survivor;
    }

    /** Sets the machine up that sells tea for 30. */
    void install() {
        var installation = post("/v1/machines", """
                {"id":"%s","slots":[{"id":"A1","product":"Tea","price":30,"stock":5}],"tubes":[
                {"denomination":10,"count":20},{"denomination":20,"count":10},{"denomination":50,"count":0}]}""".formatted(machine));
        // a service that starts on a busy machine may reach Redis a moment later
        var answer = Awaitility.await()
                .atMost(30, SECONDS)
                .pollDelay(Duration.ZERO)
                .until(() -> answerTo(installation).orElseThrow(), sent -> sent.statusCode() != UNAVAILABLE);
        if (answer.statusCode() != CREATED) {
            throw new IllegalStateException(answer.body());
        }
    }

    @Override
    public Optional<Answer> send(String id, Command command) {
        var fields = fields(command);
        fields.put("id", id);
        return answerTo(post(path("/commands"), JSON.writeValueAsString(fields)))
                .map(answer -> {
                    if (answer.statusCode() != OK && answer.statusCode() != CONFLICT) {
                        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                    }
                    var body = JSON.readTree(answer.body());
                    if (body.has("session")) {
                        session = body.get("session").stringValue();
                    }
                    return new Answer(answer.statusCode() == OK, answer.body().contains("coin-rejected"));
                });
    }

    @Override
    public Optional<View> look() {
        return read("").map(view -> new View(
                view.get("state").stringValue().equals("credit")
                        ? view.get("credit").longValue()
                        : 0,
                order(view.get("order"))));
    }

    /** Returns what the service says under a path of the machine's, such as {@code /books}. */
    Optional<JsonNode> read(String path) {
        return answerTo(request(path(path)).GET().build()).map(answer -> {
            if (answer.statusCode() != OK) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        });
    }

    /** Tells whether the first service was killed. */
    boolean killed() {
        return killed;
    }

    private Optional<HttpResponse<String>> answerTo(HttpRequest request) {
        var answer = CLIENT.sendAsync(request, BodyHandlers.ofString());
        Awaitility.await().atMost(30, SECONDS).until(() -> answer.isDone() || halted());
        if (halted()) {
            service.kill();
            service = survivor;
            killed = true;
        }
        return outcome(answer);
    }

    private static Optional<HttpResponse<String>> outcome(CompletableFuture<HttpResponse<String>> answer) {
        try {
            return Optional.of(answer.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private boolean halted() {
        return service != survivor && service.log().stream().anyMatch(said -> said.contains("waiting to be killed"));
    }

    private String path(String path) {
        return "/v1/machines/" + machine + path;
    }

    private HttpRequest post(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        URI url = service.url(path);
        return HttpRequest.newBuilder(url).header("Authorization", "Bearer demo-admin-key");
    }

    private Map<String, Object> fields(Command command) {
        var fields = new HashMap<String, Object>();
        switch (command) {
            case Command.InsertCoin(int denomination, var _) -> {
                fields.put("type", "insert-coin");
                fields.put("denomination", denomination);
                withSession(fields);
            }
            case Command.SelectSlot(var slot, var _) -> {
                fields.put("type", "select");
                fields.put("slot", slot);
                withSession(fields);
            }
            case Command.MotorDone(int order) -> report(fields, "motor-done", order);
            case Command.DropSeen(int order) -> report(fields, "drop-seen", order);
            case Command.DropMissed(int order) -> report(fields, "drop-missed", order);
            case Command.CoinsPaidOut(int order) -> report(fields, "coins-paid-out", order);
            default -> throw new IllegalArgumentException("no part of a purchase: " + command);
        }
        return fields;
    }

    private void withSession(Map<String, Object> fields) {
        if (session != null) {
            fields.put("session", session);
        }
    }

    private static void report(Map<String, Object> fields, String type, int order) {
        fields.put("type", type);
        fields.put("order", order);
    }

    private static @Nullable Order order(@Nullable JsonNode order) {
        if (order == null) {
            return null;
        }
        int number = order.get("number").intValue();
        return switch (order.get("type").stringValue()) {
            case "turn-motor" ->
                new Order.TurnMotor(
                        number,
                        order.get("slot").stringValue(),
                        order.get("attempt").intValue());
            case "pay-out" -> {
                var coins = new TreeMap<Integer, Integer>();
                order.get("coins")
                        .forEach(coin -> coins.put(
                                coin.get("denomination").intValue(),
                                coin.get("count").intValue()));
                yield new Order.PayOut(number, Coins.of(coins), Order.Purpose.CHANGE);
            }
            default -> throw new IllegalArgumentException("no order: " + order);
        };
    }
}
