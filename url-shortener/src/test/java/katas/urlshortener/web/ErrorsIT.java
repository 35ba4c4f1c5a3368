package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every error is a problem details answer, whoever it was that refused: the filter, a controller, Tomcat. */
@RunningService
class ErrorsIT {
    private final int port;
    private final ServiceClient client;

    ErrorsIT(@LocalServerPort int port) {
        this.port = port;
        this.client = ServiceClient.plain(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nothing/here", "/v1", "/v1/links/", "/v2/links", "/actuator/env", "/error", "/index.html"})
    void a_path_that_is_not_there_is_404(String path) {
        assertThat(client.get(path).problem()).isEqualTo(new Answer.Problem(404, "/problems/not-found", ""));
    }

    @ParameterizedTest
    @CsvSource({"PUT, /v1/links", "POST, /v1/links/any", "POST, /v1/links/any/stats", "GET, /v1/rollups/rebuild"})
    void a_method_that_is_not_there_is_405_and_names_those_that_are(String method, String path) {
        var answer = client.as("demo-admin-key").send(method, path, BodyPublishers.noBody());

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(405, "/problems/method-not-allowed", ""));
        assertThat(answer.header("Allow")).isNotEmpty().doesNotContain(method);
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
                "GET /%zz HTTP/1.1\r\nHost: x\r\n",
                "GET /%ff HTTP/1.1\r\nHost: x\r\n",
                "GET /a%2fb HTTP/1.1\r\nHost: x\r\n",
                "GET /{abc} HTTP/1.1\r\nHost: x\r\n",
                "GET /v1/links/%ff HTTP/1.1\r\nHost: x\r\n",
                "GET /abcdefg HTTP/1.1\r\n",
                "what is this\r\n"
            })
    void what_tomcat_itself_refuses_is_a_problem_and_no_page(String request) throws IOException {
        var answer = sendRaw(request + "Connection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer).contains("Content-Type: application/problem+json").contains("/problems/invalid-request");
        assertThat(answer).doesNotContain("<html").doesNotContain("Tomcat").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//0000000", "/./0000000", "/x/../0000000", "/0000000/", "//v1/links"})
    void a_path_in_a_detour_leads_nowhere(String path) throws IOException {
        var answer = sendRaw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
    }

    private String sendRaw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
