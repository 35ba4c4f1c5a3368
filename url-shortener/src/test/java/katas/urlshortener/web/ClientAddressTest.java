package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    ClientAddressTest() {
        request.setRemoteAddr("203.0.113.9");
    }

    @Test
    void nobody_is_believed_unless_that_is_configured() {
        request.addHeader("X-Forwarded-For", "192.0.2.1");

        assertThat(new ClientAddress(0).of(request)).isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource({
        "1, '192.0.2.1, 192.0.2.2', 192.0.2.2",
        "2, '192.0.2.1, 192.0.2.2', 192.0.2.1",
        "3, '192.0.2.1, 192.0.2.2', 203.0.113.9",
        "1, '192.0.2.1:4711', 192.0.2.1",
        "1, '[2001:db8::1]:4711', 2001:db8:0:0:0:0:0:1",
        "1, '2001:db8::1', 2001:db8:0:0:0:0:0:1",
        "1, 'somebody', unknown",
        "1, '192.0.2.1,', unknown"
    })
    void as_many_entries_are_believed_as_there_are_proxies_counted_from_the_right(
            int hops, String header, String address) {
        request.addHeader("X-Forwarded-For", header);

        assertThat(new ClientAddress(hops).of(request)).isEqualTo(address);
    }

    @Test
    void several_headers_are_one_list() {
        request.addHeader("X-Forwarded-For", "192.0.2.1");
        request.addHeader("X-Forwarded-For", "192.0.2.2");

        assertThat(new ClientAddress(2).of(request)).isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:db8:1:2::9, 2001:db8:1:2:0:0:0:0/64",
        "::ffff:192.0.2.1, 192.0.2.1",
        "unknown, unknown",
        "a:b, unknown"
    })
    void a_subscriber_has_one_ipv4_address_or_one_ipv6_network(String address, String network) {
        assertThat(ClientAddress.network(address)).isEqualTo(network);
    }
}
