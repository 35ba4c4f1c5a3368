package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import katas.webhooks.Digests;
import katas.webhooks.WebhooksProperties;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
    private static final String DIGEST = Digests.sha256("open-sesame");

    @Test
    void a_key_opens_what_is_its_tenants() {
        var keys = new ApiKeys(List.of(new WebhooksProperties.Key(DIGEST, "acme")), false);

        assertThat(keys.authenticate("open-sesame")).hasValueSatisfying(caller -> {
            assertThat(caller.getName()).isEqualTo("acme");
            assertThat(caller.isAuthenticated()).isTrue();
        });
    }

    @Test
    void a_digest_may_be_in_capital_letters() {
        var keys = new ApiKeys(List.of(new WebhooksProperties.Key(DIGEST.toUpperCase(Locale.ROOT), "acme")), false);

        assertThat(keys.authenticate("open-sesame")).isPresent();
    }

    @Test
    void two_keys_may_open_the_same() {
        var other = Digests.sha256("other");
        var keys = new ApiKeys(
                List.of(new WebhooksProperties.Key(DIGEST, "acme"), new WebhooksProperties.Key(other, "acme")), false);

        assertThat(keys.authenticate("other"))
                .hasValueSatisfying(caller -> assertThat(caller.getName()).isEqualTo("acme"));
    }

    @Test
    void what_is_no_key_opens_nothing_not_even_a_digest() {
        var keys = new ApiKeys(List.of(new WebhooksProperties.Key(DIGEST, "acme")), false);

        assertThat(List.of("", "sesame", DIGEST, "demo-key", "demo-key-2"))
                .allSatisfy(key -> assertThat(keys.authenticate(key)).isEmpty());
    }

    @Test
    void the_demo_keys_are_two_tenants_where_they_are_accepted() {
        var keys = new ApiKeys(List.of(), true);

        assertThat(keys.authenticate("demo-key").orElseThrow().getName()).isEqualTo("demo");
        assertThat(keys.authenticate("demo-key-2").orElseThrow().getName()).isEqualTo("demo-2");
    }
}
