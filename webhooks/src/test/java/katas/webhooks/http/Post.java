package katas.webhooks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.SignedRequest;
import katas.webhooks.egress.Cidr;
import katas.webhooks.egress.EgressPolicy;
import org.apache.hc.client5.http.DnsResolver;

/** What tests of the postman have in common. */
final class Post {
    /** Longer than any test that passes. */
    static final Duration LONG = Duration.ofSeconds(40);

    static final Duration SHORT = Duration.ofMillis(300);
    static final EgressPolicy NOTHING_ALLOWED = new EgressPolicy(List.of());
    static final EgressPolicy LOOPBACK_ALLOWED =
            new EgressPolicy(List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("::1/128")));
    static final byte[] BODY = "{\"order\":7}".getBytes(UTF_8);
    private static final int CONNECTIONS = 200;

    private Post() {}

    static HttpPostman within(Duration total) {
        return new HttpPostman(
                // a slow machine is no other trouble
                new Bounds(total, LONG, CONNECTIONS),
                new CheckedResolver(TimedNames::ofPlatform, LOOPBACK_ALLOWED),
                systemTrust());
    }

    static HttpPostman resolving(DnsResolver resolver) {
        return new HttpPostman(new Bounds(LONG, LONG, CONNECTIONS), resolver, systemTrust());
    }

    static Answer carry(HttpPostman postman, URI url) {
        return postman.carry(new SignedRequest(url, Map.of("content-type", "application/json"), BODY));
    }

    static SSLContext systemTrust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
