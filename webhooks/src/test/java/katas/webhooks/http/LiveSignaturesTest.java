package katas.webhooks.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Caller;
import katas.webhooks.egress.TargetUrl;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.Endpoint.State.Enabled;
import katas.webhooks.endpoint.Endpoints.Addressed;
import katas.webhooks.endpoint.EventFilter;
import katas.webhooks.endpoint.SigningKeys;
import katas.webhooks.message.EventType;
import katas.webhooks.message.Message;
import katas.webhooks.message.Payload;
import katas.webhooks.receiver.Mode;
import katas.webhooks.receiver.PlayedReceiver;
import katas.webhooks.receiver.Received.Finding;
import katas.webhooks.signature.PublicKey;
import katas.webhooks.signature.Verification.Genuine;
import katas.webhooks.signature.Verification.Refused;
import katas.webhooks.signature.Verifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What really goes over a socket is believed by those who know the keys, and by a library that is not ours. */
class LiveSignaturesTest {
    /** What a parser would write otherwise: spaces, escapes, numbers, line breaks, an order of its own. */
    private static final String BODY =
            "{ \"b\" : 1.0e2,\r\n\t\"a\":\"gr\\u00fc\\/n ü 語 😀\", \"n\": 12345678901234567890.10 , \"a\":null}\n";

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    private final SecureRandom random = new SecureRandom();
    private final BlockingQueue<Delivered> delivered = new LinkedBlockingQueue<>();
    private final HttpPostman postman = Post.within(Post.LONG);
    private HttpServer server;

    /** A character of {@code bytes} for each byte. */
    private record Delivered(Map<String, List<String>> header, String bytes) {
        byte[] body() {
            return bytes.getBytes(ISO_8859_1);
        }

        String field(String name) {
            return header.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElseThrow();
        }

        String text() {
            return new String(body(), UTF_8);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                delivered.add(new Delivered(
                        Map.copyOf(exchange.getRequestHeaders()),
                        new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1)));
                exchange.sendResponseHeaders(204, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        postman.close();
        server.stop(0);
    }

    private Delivered deliver(SigningKeys keys) throws InterruptedException {
        send(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), keys, Instant.now());
        return delivered.take();
    }

    private void send(URI url, SigningKeys keys, Instant now) {
        var endpoint = new Endpoint(
                "ep_1",
                "tenant",
                1,
                TargetUrl.parse(url.toString()),
                List.of(new EventFilter("*")),
                null,
                false,
                keys.pair() != null,
                new Enabled(),
                now);
        var message = new Message(
                ID, "tenant", new EventType("order.paid"), null, now, null, Payload.of(BODY.getBytes(UTF_8)));
        assertThat(new Caller(postman, () -> now).call(new Addressed(endpoint, keys), message))
                .isInstanceOf(Answered.class);
    }

    @Test
    void the_body_arrives_to_the_byte_and_a_library_of_others_believes_it() throws Exception {
        var keys = SigningKeys.draw(false, random);

        var delivery = deliver(keys);

        assertThat(delivery.body()).isEqualTo(BODY.getBytes(UTF_8));
        assertThatCode(() -> new Webhook(keys.secret().reveal()).verify(delivery.text(), delivery.header()))
                .doesNotThrowAnyException();
    }

    @Test
    void the_library_does_not_believe_another_key_nor_another_body() throws Exception {
        var delivery = deliver(SigningKeys.draw(false, random));
        var other = new Webhook(SigningKeys.draw(false, random).secret().reveal());

        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> other.verify(delivery.text(), delivery.header()));

        var keys = SigningKeys.draw(false, random);
        var reserialised = deliver(keys).text().replace(" ", "");
        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> new Webhook(keys.secret().reveal()).verify(reserialised, delivery.header()));
    }

    @Test
    void after_a_rotation_the_library_believes_it_with_the_old_key_and_with_the_new_one() throws Exception {
        var old = SigningKeys.draw(true, random);
        var rotated = old.rotated(true, Instant.now(), Duration.ofHours(24), random);

        var delivery = deliver(rotated);

        // v1 and v1a of each
        assertThat(delivery.field("webhook-signature").split(" ")).hasSize(4);
        assertThatCode(() -> new Webhook(old.secret().reveal()).verify(delivery.text(), delivery.header()))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Webhook(rotated.secret().reveal()).verify(delivery.text(), delivery.header()))
                .doesNotThrowAnyException();
    }

    @Test
    void when_the_overlap_is_over_the_old_key_is_not_believed_any_more() throws Exception {
        var old = SigningKeys.draw(false, random);
        var rotated = old.rotated(false, Instant.now().minusSeconds(3_600), Duration.ofMinutes(59), random);

        var delivery = deliver(rotated);

        assertThatExceptionOfType(WebhookVerificationException.class)
                .isThrownBy(() -> new Webhook(old.secret().reveal()).verify(delivery.text(), delivery.header()));
    }

    @Test
    void with_nothing_but_the_text_of_the_public_key_v1a_is_believed() throws Exception {
        var keys = SigningKeys.draw(true, random);
        var text = keys.publicKey().orElseThrow().text();

        var delivery = deliver(keys);

        assertThat(text).startsWith("whpk_");
        assertThat(verification(text, delivery)).isInstanceOf(Genuine.class);
        assertThat(verification(
                        SigningKeys.draw(true, random).publicKey().orElseThrow().text(), delivery))
                .isInstanceOf(Refused.class);
    }

    private static Object verification(String publicKey, Delivered delivery) {
        return new Verifier(List.of(PublicKey.parse(publicKey)), Verifier.TOLERANCE, InstantSource.system())
                .verify(
                        delivery.field("webhook-id"),
                        delivery.field("webhook-timestamp"),
                        delivery.field("webhook-signature"),
                        delivery.body());
    }

    @Test
    void the_sample_receiver_believes_what_is_sent_now_and_not_what_was_signed_long_ago() {
        var keys = SigningKeys.draw(true, random);
        try (var played = PlayedReceiver.start(InstantSource.system())) {
            played.behave("shop", keys.secret().reveal(), Mode.OK);
            played.behave("stranger", keys.publicKey().orElseThrow().text(), Mode.OK);

            send(played.url("shop"), keys, Instant.now());
            send(played.url("stranger"), keys, Instant.now());
            send(played.url("shop"), keys, Instant.now().minusSeconds(400));

            assertThat(played.calls())
                    .extracting(call -> call.received().finding())
                    .containsExactly(Finding.ACCEPTED, Finding.ACCEPTED, Finding.TOO_OLD);
        }
    }
}
