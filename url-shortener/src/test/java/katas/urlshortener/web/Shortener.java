package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;

/** Links to play with, and those who follow them. */
final class Shortener {
    static final String PATH = "/v1/links";
    static final String TARGET = "https://example.com/a?b=c";

    final ServiceClient owner;
    final ServiceClient visitor;

    private Shortener(ServiceClient owner, ServiceClient visitor) {
        this.owner = owner;
        this.visitor = visitor;
    }

    static Shortener at(int port) {
        return new Shortener(ServiceClient.plain(port), ServiceClient.anonymous(port));
    }

    /** An alias that nobody has had. */
    static String newAlias() {
        return "a-" + UUID.randomUUID();
    }

    /** The body that asks for a link; more fields begin with a comma. */
    static String body(String more) {
        return "{\"target\":\"" + TARGET + "\"" + more + "}";
    }

    /** The change that lets a link end in half a second; refused when it comes later than that. */
    static String endsSoon() {
        return "{\"expiresAt\":\"" + Instant.now().plusMillis(500) + "\"}";
    }

    /** Creates a link and returns its code. */
    String link(String more) {
        var answer = owner.post(PATH, body(more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("code").stringValue();
    }

    String link() {
        return link("");
    }

    long visits(String code) {
        return owner.get(PATH + "/" + code).json().get("visits").longValue();
    }
}
