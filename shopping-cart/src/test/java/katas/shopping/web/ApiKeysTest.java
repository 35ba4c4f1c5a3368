package katas.shopping.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.GrantedAuthority;

class ApiKeysTest {
    /** SHA-256 of {@code open sesame}. */
    private static final String OPEN_SESAME = "41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb";

    @ParameterizedTest
    @ValueSource(strings = {"demo-key", "demo-key-2", "demo-admin-key"})
    void demo_keys_open_nothing_unless_they_are_switched_on(String key) {
        assertThat(new ApiKeys(List.of(), List.of(), false).authenticate(key)).isEmpty();
        assertThat(new ApiKeys(List.of(), List.of(), true).authenticate(key)).isPresent();
    }

    @Test
    void a_configured_key_is_known_by_its_digest_in_any_case() {
        assertThat(rolesOf(new ApiKeys(List.of(OPEN_SESAME), List.of(), false), "open sesame"))
                .containsExactly("ROLE_CALLER");
        assertThat(rolesOf(new ApiKeys(List.of(), List.of(OPEN_SESAME.toUpperCase(Locale.ROOT)), false), "open sesame"))
                .containsExactly("ROLE_CALLER", "ROLE_ADMIN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "open", "Open Sesame", "open sesame ", OPEN_SESAME})
    void nothing_but_the_key_itself_opens_not_even_its_digest(String key) {
        assertThat(new ApiKeys(List.of(OPEN_SESAME), List.of(), false).authenticate(key))
                .isEmpty();
    }

    @Test
    void whoever_holds_a_key_goes_by_a_name_that_does_not_give_it_away() {
        var caller = new ApiKeys(List.of(OPEN_SESAME), List.of(), false)
                .authenticate("open sesame")
                .orElseThrow();

        assertThat(caller.getName()).isEqualTo(OPEN_SESAME.substring(0, 16));
        assertThat(caller.toString()).doesNotContain("sesame");
    }

    private static List<String> rolesOf(ApiKeys keys, String key) {
        return keys.authenticate(key).orElseThrow().getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .toList();
    }
}
