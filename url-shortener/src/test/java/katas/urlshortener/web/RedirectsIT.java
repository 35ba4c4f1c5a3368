package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What visitors get. */
@RunningService
class RedirectsIT {
    private final ServiceClient owner;
    private final ServiceClient visitor;

    RedirectsIT(@LocalServerPort int port) {
        this.owner = ServiceClient.plain(port);
        this.visitor = ServiceClient.anonymous(port);
    }

    @Test
    void a_link_leads_to_its_target_and_nobody_remembers_that() {
        var created = owner.post("/v1/links", "{\"target\":\"https://example.com/a?b=c\"}");
        var code = created.json().get("code").stringValue();

        var answer = visitor.get("/" + code);

        assertThat(created.status()).isEqualTo(201);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("https://example.com/a?b=c");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
}
