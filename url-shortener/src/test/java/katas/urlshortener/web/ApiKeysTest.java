package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import katas.urlshortener.UrlShortenerProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.GrantedAuthority;

class ApiKeysTest {
    /** SHA-256 of {@code open sesame}. */
    private static final String OPEN_SESAME = "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb";

    private static final List<UrlShortenerProperties.Key> ALI =
            List.of(new UrlShortenerProperties.Key("ali", OPEN_SESAME));

    @ParameterizedTest
    @CsvSource({"demo-key, demo", "demo-key-2, demo-2", "demo-admin-key, demo-admin"})
    void demo_keys_open_nothing_unless_they_are_switched_on(String key, String owner) {
        assertThat(new ApiKeys(List.of(), List.of(), false).authenticate(key)).isEmpty();
        assertThat(new ApiKeys(List.of(), List.of(), true)
                        .authenticate(key)
                        .orElseThrow()
                        .getName())
                .isEqualTo(owner);
    }

    @Test
    void a_configured_key_is_known_by_its_digest_and_opens_its_owners_links() {
        var caller =
                new ApiKeys(ALI, List.of(), false).authenticate("open sesame").orElseThrow();

        assertThat(caller.getName()).isEqualTo("ali");
        assertThat(caller.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactly("ROLE_CALLER");
        assertThat(caller.toString()).doesNotContain("sesame");
    }

    @Test
    void an_admin_is_who_is_named_or_somebody_without_a_name() {
        var upper = List.of(OPEN_SESAME.toUpperCase(Locale.ROOT));
        var named = new ApiKeys(ALI, upper, false).authenticate("open sesame").orElseThrow();
        var nameless =
                new ApiKeys(List.of(), upper, false).authenticate("open sesame").orElseThrow();

        assertThat(named.getName()).isEqualTo("ali");
        assertThat(nameless.getName()).isEqualTo(OPEN_SESAME.substring(0, 16));
        assertThat(List.of(named, nameless))
                .allSatisfy(caller -> assertThat(caller.getAuthorities())
                        .extracting(GrantedAuthority::getAuthority)
                        .containsExactly("ROLE_CALLER", "ROLE_ADMIN"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "open", "Open Sesame", "open sesame ", OPEN_SESAME})
    void nothing_but_the_key_itself_opens_not_even_its_digest(String key) {
        assertThat(new ApiKeys(ALI, List.of(), false).authenticate(key)).isEmpty();
    }
}
