package katas.webhooks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static katas.webhooks.http.Post.LONG;
import static katas.webhooks.http.Post.LOOPBACK_ALLOWED;
import static katas.webhooks.http.Post.carry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the postman believes to be who the URL names. */
class TlsTest {
    private static SelfMade certificate = SelfMade.NONE;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpsServer server;

    @BeforeAll
    static void make(@TempDir Path folder) throws Exception {
        certificate = SelfMade.of("hooks.example", folder);
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server.createContext("/", exchange -> {
            try (exchange) {
                var session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
                asked.add(session.getRequestedServerNames() + " "
                        + exchange.getRequestHeaders().getFirst("Host"));
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url(String host) {
        return URI.create(
                "https://%s:%d/hooks".formatted(host, server.getAddress().getPort()));
    }

    private HttpPostman trusting(SSLContext trust) {
        var names = new ScriptedNames().then("127.0.0.1").then("127.0.0.1");
        return new HttpPostman(new Bounds(LONG, LONG, 2), new CheckedResolver(names, LOOPBACK_ALLOWED), trust);
    }

    @Test
    void the_checked_address_is_asked_for_by_the_name_of_the_url() {
        try (var postman = trusting(certificate.client())) {
            assertThat(carry(postman, url("hooks.example"))).isEqualTo(new Answered(204, null, "", false));
        }

        assertThat(asked)
                .containsExactly("[type=host_name (0), value=hooks.example] hooks.example:%d"
                        .formatted(server.getAddress().getPort()));
    }

    @Test
    void a_certificate_for_another_name_is_refused_before_anything_is_sent() {
        try (var postman = trusting(certificate.client())) {
            assertThat(carry(postman, url("other.example")))
                    .asInstanceOf(type(NotAnswered.class))
                    .extracting(NotAnswered::trouble)
                    .isEqualTo(Trouble.TLS);
        }

        assertThat(asked).isEmpty();
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused_before_anything_is_sent() {
        try (var postman = trusting(Post.systemTrust())) {
            assertThat(carry(postman, url("hooks.example")))
                    .asInstanceOf(type(NotAnswered.class))
                    .satisfies(answer -> {
                        assertThat(answer.trouble()).isEqualTo(Trouble.TLS);
                        assertThat(answer.detail()).contains("unable to find valid certification path");
                    });
        }

        assertThat(asked).isEmpty();
    }

    @Test
    void who_speaks_no_tls_is_no_partner() throws IOException {
        try (var stranger = new Stranger(call -> call.say("HTTP/1.1 400 Bad Request\r\n\r\n"));
                var postman = trusting(certificate.client())) {
            assertThat(carry(postman, URI.create("https://hooks.example:%d/".formatted(stranger.port()))))
                    .asInstanceOf(type(NotAnswered.class))
                    .extracting(NotAnswered::trouble)
                    .isEqualTo(Trouble.TLS);
        }
    }

    @Test
    void a_handshake_that_does_not_end_ends_by_the_clock() throws IOException {
        var names = new ScriptedNames().then("127.0.0.1");
        try (var stranger = new Stranger(Stranger.Call::hang);
                var postman = new HttpPostman(
                        new Bounds(Post.SHORT, LONG, 2),
                        new CheckedResolver(names, LOOPBACK_ALLOWED),
                        certificate.client())) {
            assertThat(carry(postman, URI.create("https://hooks.example:%d/".formatted(stranger.port()))))
                    .isEqualTo(new NotAnswered(Trouble.TIME_OUT, "no complete answer within 300 ms"));
        }
    }

    @Test
    void an_endless_answer_is_cut_under_tls_too() {
        server.createContext("/endless", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                while (true) {
                    exchange.getResponseBody().write("a".repeat(8_192).getBytes(US_ASCII));
                }
            }
        });

        try (var postman = trusting(certificate.client())) {
            assertThat(carry(postman, url("hooks.example").resolve("/endless")))
                    .isEqualTo(new Answered(200, null, "a".repeat(16 * 1_024), true));
        }
    }
}
