package katas.ratelimiter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

class ClientIdentityTest {
    private static final String PEER = "198.51.100.7";

    @AfterEach
    void log_out() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void the_holder_of_a_key_is_known_by_it_wherever_he_calls_from() {
        SecurityContextHolder.setContext(new SecurityContextImpl(ApiKeyAuthentication.plain("0123456789abcdef")));

        assertThat(new ClientIdentity(1).of(from(PEER, "203.0.113.9"))).isEqualTo("key:0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.9", "203.0.113.9, 203.0.113.10", "", "rubbish"})
    void no_forwarding_header_is_believed_unless_a_proxy_is_configured(String forwardedFor) {
        assertThat(new ClientIdentity(0).of(from(PEER, forwardedFor))).isEqualTo("address:" + PEER);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | 203.0.113.9                                | 203.0.113.9
            1 | 192.0.2.1, 203.0.113.9                     | 203.0.113.9
            1 | 192.0.2.1,192.0.2.2,   203.0.113.9         | 203.0.113.9
            2 | 192.0.2.1, 203.0.113.9, 10.0.0.1           | 203.0.113.9
            3 | 203.0.113.9, 10.0.0.2, 10.0.0.1            | 203.0.113.9
            1 | 203.0.113.9:5678                           | 203.0.113.9
            1 | [2001:db8:1:2::1]:99                       | 2001:db8:1:2:0:0:0:0/64
            1 | [2001:db8:1:2::1]                          | 2001:db8:1:2:0:0:0:0/64
            """)
    void as_many_entries_are_believed_as_there_are_proxies_counted_from_the_right(
            int hops, String forwardedFor, String client) {
        assertThat(new ClientIdentity(hops).of(from(PEER, forwardedFor))).isEqualTo("address:" + client);
    }

    @Test
    void entries_may_come_in_several_header_lines() {
        var request = from(PEER, "192.0.2.1, 203.0.113.9");
        request.addHeader("X-Forwarded-For", "10.0.0.1");

        assertThat(new ClientIdentity(2).of(request)).isEqualTo("address:203.0.113.9");
    }

    @Test
    void a_request_that_came_past_the_proxies_is_known_by_its_peer() {
        assertThat(new ClientIdentity(2).of(from(PEER, "203.0.113.9"))).isEqualTo("address:" + PEER);
        assertThat(new ClientIdentity(1).of(new MockHttpServletRequest())).isEqualTo("address:127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::1,      2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:3::1,      2001:db8:1:3:0:0:0:0/64",
        "::1,                  0:0:0:0:0:0:0:0/64",
        "::ffff:198.51.100.7,  198.51.100.7"
    })
    void whoever_has_a_whole_ipv6_network_has_one_quota(String peer, String client) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);

        assertThat(new ClientIdentity(0).of(request)).isEqualTo("address:" + client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "example.com",
                "",
                "203.0.113.9:",
                "203.0.113.9:port",
                "[::1",
                "[::1]8080",
                "1:2:3",
                "203.0.113.256"
            })
    void all_that_is_no_address_shares_one_quota_and_is_never_looked_up(String entry) {
        assertThat(new ClientIdentity(1).of(from(PEER, entry))).isEqualTo("address:unknown");
    }

    @Test
    void an_identity_can_stand_in_a_path() {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr("2001:db8::1");

        var identity = new ClientIdentity(0).of(request);

        assertThat(PartitionKeys.checked(identity)).isEqualTo(identity);
    }

    private static MockHttpServletRequest from(String peer, String forwardedFor) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        request.addHeader("X-Forwarded-For", forwardedFor);
        return request;
    }
}
