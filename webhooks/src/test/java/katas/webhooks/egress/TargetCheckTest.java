package katas.webhooks.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetCheckTest {
    private static final EgressPolicy NOTHING_ALLOWED = new EgressPolicy(List.of());
    private static final Resolver NOBODY = host -> {
        throw new UnknownHostException(host);
    };

    @Test
    void a_name_that_leads_outside_is_accepted() {
        assertThat(checkLeadingTo("93.184.216.34", "2606:4700:4700::1111").host())
                .isEqualTo("hooks.example");
    }

    @Test
    void a_name_that_leads_inside_by_one_of_its_addresses_is_refused_with_the_reason() {
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> checkLeadingTo("93.184.216.34", "10.0.0.1"))
                .withMessage(
                        "must lead to a public address: " + "hooks.example leads to no public address: private use");
    }

    @Test
    void a_name_that_has_no_address_now_is_accepted_for_it_may_have_one_tomorrow() {
        assertThat(new TargetCheck(NOBODY, NOTHING_ALLOWED).check("https://hooks.example/"))
                .hasToString("https://hooks.example/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1/", "http://[::1]/", "http://[::ffff:7f00:1]/", "http://[64:ff9b::7f00:1]/"})
    void an_address_is_checked_without_asking_anybody(String url) {
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> new TargetCheck(NOBODY, NOTHING_ALLOWED).check(url))
                .withMessageContaining("is no public address: loopback, ");
    }

    @Test
    void what_is_no_url_is_refused_before_anybody_is_asked() {
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> new TargetCheck(NOBODY, NOTHING_ALLOWED).check("http://0x7f.1/"))
                .withMessageStartingWith("must write an address");
    }

    private static TargetUrl checkLeadingTo(String... addresses) {
        Resolver names =
                _ -> Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
        return new TargetCheck(names, NOTHING_ALLOWED).check("https://hooks.example/");
    }
}
