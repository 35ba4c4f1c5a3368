package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import katas.webhooks.redis.RedisKeys;
import katas.webhooks.redis.RedisLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every error is a problem details answer, whoever it was that refused: a controller, the firewall or Tomcat. */
@RunningService
class ErrorsIT {
    private final int port;
    private final RedisLink redis;
    private final RedisKeys keys;
    private final ServiceClient client;

    ErrorsIT(@LocalServerPort int port, @Autowired RedisLink redis, @Autowired RedisKeys keys) {
        this.port = port;
        this.redis = redis;
        this.keys = keys;
        this.client = ServiceClient.anonymous(port).as("demo-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing-here",
                "/v1",
                "/v1/endpoints/",
                "/v2/endpoints",
                "/v1/endpoints/a/b/c",
                "/actuator/env",
                "/error",
                "/index.html"
            })
    void a_path_that_is_not_there_is_404_and_says_no_more_than_that(String path) {
        var answer = client.get(path);

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(404, "/problems/not-found", ""));
        assertThat(answer.json().get("detail").stringValue()).isEqualTo("nothing is here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT    | /v1/endpoints                    | GET,POST
            POST   | /v1/endpoints/any                | GET,DELETE,PATCH
            GET    | /v1/endpoints/any/secret/rotate  | POST
            GET    | /v1/messages                     | POST
            DELETE | /v1/messages/any                 | GET
            PUT    | /v1/dead-letters/any/redrive     | POST
            POST   | /v1/events                       | GET
            """)
    void a_method_that_is_not_there_is_405_and_names_those_that_are(String method, String path, String allowed) {
        var answer = client.send(method, path, BodyPublishers.noBody());

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(405, "/problems/method-not-allowed", ""));
        assertThat(answer.header("Allow").split(", ?")).containsExactlyInAnyOrder(allowed.split(","));
    }

    @Test
    void head_answers_like_get_without_a_body() {
        var answer = client.send("HEAD", "/v1/endpoints", BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"TRACE, 405", "BREW, 400"})
    void a_method_that_nobody_serves_is_a_problem_too(String method, int status) {
        assertThat(client.send(method, "/v1/endpoints", BodyPublishers.noBody())
                        .problem()
                        .status())
                .isEqualTo(status);
    }

    @Test
    void a_browser_gets_problem_details_too() {
        var browser = client.with("Accept", "text/html,application/xhtml+xml");

        assertThat(browser.get("/nothing-here").problem().status()).isEqualTo(404);
        assertThat(browser.get("/v1/endpoints/any;x=1").problem().status()).isEqualTo(400);
        assertThat(browser.get("/v1/failing").problem().status()).isEqualTo(500);
    }

    @Test
    void what_redis_would_refuse_again_is_500_and_no_outage() {
        var tenant = Tenant.at(port);
        var endpoints = keys.of(tenant.name, "endpoints", tenant.name);
        var _ = redis.<String>call(commands -> commands.set(endpoints, "no hash"));

        var answer = tenant.client.get("/v1/endpoints");

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(500, "/problems/internal-error", ""));
        assertThat(answer.body()).doesNotContain("WRONGTYPE");
    }

    @Test
    void what_fails_unexpectedly_is_500_and_says_nothing_of_the_cause() {
        var answer = client.get("/v1/failing");

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(500, "/problems/internal-error", ""));
        assertThat(answer.body()).doesNotContain(Probes.SECRET_OF_A_FAILURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/endpoints/%zz HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/endpoints/%ff HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/endpoints/a%2fb HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/{endpoints} HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/endpoints HTTP/1.1\r\n",
                "GET /v1/endpoints HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n",
                "what is this\r\n"
            })
    void what_tomcat_itself_refuses_is_a_problem_and_no_page(String request) throws IOException {
        var answer = sendRaw(request + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer).contains("Content-Type: application/problem+json").contains("/problems/invalid-request");
        assertThat(answer).doesNotContain("<html").doesNotContain("Tomcat").doesNotContain("Exception");
    }

    @Test
    void headers_without_end_are_refused_as_a_problem() throws IOException {
        var answer = sendRaw("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }

    private String sendRaw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
