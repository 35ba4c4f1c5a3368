package katas.webhooks.egress;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {
    private static final EgressPolicy NOTHING_ALLOWED = new EgressPolicy(List.of());

    /** First and last of each range. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, this network",
        "0.255.255.255, this network",
        "10.0.0.0, private use",
        "10.255.255.255, private use",
        "100.64.0.0, shared address space",
        "100.127.255.255, shared address space",
        "127.0.0.0, loopback",
        "127.0.0.1, loopback",
        "127.255.255.255, loopback",
        "169.254.0.0, link local",
        "169.254.169.254, link local",
        "169.254.255.255, link local",
        "172.16.0.0, private use",
        "172.31.255.255, private use",
        "192.0.0.0, IETF protocol assignments",
        "192.0.0.8, IETF protocol assignments",
        "192.0.0.9, IETF protocol assignments",
        "192.0.0.10, IETF protocol assignments",
        "192.0.0.170, IETF protocol assignments",
        "192.0.0.171, IETF protocol assignments",
        "192.0.0.255, IETF protocol assignments",
        "192.0.2.0, documentation",
        "192.0.2.255, documentation",
        "192.31.196.0, AS112",
        "192.31.196.255, AS112",
        "192.52.193.0, automatic multicast tunnelling",
        "192.52.193.255, automatic multicast tunnelling",
        "192.88.99.0, 6to4 relay anycast",
        "192.88.99.255, 6to4 relay anycast",
        "192.168.0.0, private use",
        "192.168.255.255, private use",
        "192.175.48.0, AS112",
        "192.175.48.255, AS112",
        "198.18.0.0, benchmarking",
        "198.19.255.255, benchmarking",
        "198.51.100.0, documentation",
        "198.51.100.255, documentation",
        "203.0.113.0, documentation",
        "203.0.113.255, documentation",
        "224.0.0.0, multicast",
        "239.255.255.255, multicast",
        "240.0.0.0, reserved",
        "255.255.255.254, reserved",
        "255.255.255.255, limited broadcast",
        "::, unspecified",
        "::1, loopback",
        "::2, IPv4-compatible",
        "::7f00:1, IPv4-compatible",
        "::ffff:ffff, IPv4-compatible",
        "64:ff9b:1::, local IPv4/IPv6 translation",
        "64:ff9b:1:ffff:ffff:ffff:ffff:ffff, local IPv4/IPv6 translation",
        "100::, discard only",
        "100::ffff:ffff:ffff:ffff, discard only",
        "100:0:0:1::, dummy prefix",
        "100:0:0:1:ffff:ffff:ffff:ffff, dummy prefix",
        "2001::, Teredo",
        "2001:0:ffff:ffff:ffff:ffff:ffff:ffff, Teredo",
        "2001:1::1, IETF protocol assignments",
        "2001:1::2, IETF protocol assignments",
        "2001:1::3, IETF protocol assignments",
        "2001:2::, IETF protocol assignments",
        "2001:3::, IETF protocol assignments",
        "2001:4:112::, IETF protocol assignments",
        "2001:10::, IETF protocol assignments",
        "2001:20::, IETF protocol assignments",
        "2001:30::, IETF protocol assignments",
        "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, IETF protocol assignments",
        "2001:db8::, documentation",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, documentation",
        "2002::, 6to4",
        "2002:7f00:1::, 6to4",
        "2002:808:808::, 6to4",
        "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 6to4",
        "2620:4f:8000::, AS112",
        "2620:4f:8000:ffff:ffff:ffff:ffff:ffff, AS112",
        "3fff::, documentation",
        "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, documentation",
        "5f00::, segment routing",
        "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff, segment routing",
        "fc00::, unique local",
        "fd12:3456::1, unique local",
        "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, unique local",
        "fe80::, link local",
        "fe80::1, link local",
        "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, link local",
        "fec0::, site local",
        "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, site local",
        "ff00::, multicast",
        "ff02::1, multicast",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, multicast",
        // not assigned to anybody
        "::ffff:0:a00:1, not assigned",
        "200::, not assigned",
        "3ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, not assigned",
        "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, not assigned",
        "4000::, not assigned",
        "7fff::1, not assigned",
        "8000::, not assigned",
        "e000::1, not assigned",
        // an IPv4 address inside
        "::ffff:127.0.0.1, loopback",
        "::ffff:a00:1, private use",
        "::ffff:169.254.169.254, link local",
        "64:ff9b::7f00:1, loopback",
        "64:ff9b::a00:1, private use",
        "64:ff9b::a9fe:a9fe, link local",
        "64:ff9b::c0a8:101, private use",
        "64:ff9b::, this network",
        "64:ff9b::ffff:ffff, limited broadcast",
    })
    void an_address_of_special_purpose_is_refused_by_its_name(String address, String purpose) {
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> check(address))
                .withMessageContaining(": " + purpose + ", ");
    }

    /** What lies next to the ranges, and well-known servers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.3.0",
                "192.31.195.255",
                "192.31.197.0",
                "192.52.192.255",
                "192.52.194.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "192.175.47.255",
                "192.175.49.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "8.8.8.8",
                "1.1.1.1",
                "93.184.216.34",
                "2001:200::",
                "2001:db7:ffff::",
                "2001:db9::",
                "2003::",
                "2606:4700:4700::1111",
                "2620:4f:7fff::",
                "2620:4f:8001::",
                "2a00:1450::1",
                "2000::",
                "3ffe::",
                "3fff:1000::",
                "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "::ffff:8.8.8.8",
                "64:ff9b::808:808",
                "64:ff9b::101:101"
            })
    void any_other_address_is_let_through(String address) {
        assertThatCode(() -> check(address)).doesNotThrowAnyException();
    }

    @Test
    void of_several_addresses_one_that_is_special_is_enough_wherever_it_stands() {
        var mixed = List.of(address("93.184.216.34"), address("127.0.0.1"));

        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> NOTHING_ALLOWED.check("rebinding.example", mixed))
                .withMessage("rebinding.example leads to no public address: loopback");
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> NOTHING_ALLOWED.check("rebinding.example", mixed.reversed()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.1 | 10.0.0.1 | 10.0.0.1 is no public address: private use, 10.0.0.0/8
            ::1      | ::1      | ::1 is no public address: loopback, ::1/128
            [::1]    | ::1      | [::1] is no public address: loopback, ::1/128
            intranet | 10.0.0.1 | intranet leads to no public address: private use
            """)
    void an_address_in_a_url_is_named_and_where_a_name_leads_is_not(String host, String address, String reason) {
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> NOTHING_ALLOWED.check(host, List.of(address(address))))
                .withMessage(reason);
    }

    @Test
    void a_name_without_an_address_is_refused() {
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> NOTHING_ALLOWED.check("nobody.example", List.of()))
                .withMessage("nobody.example has no address");
    }

    @Test
    void an_address_that_claims_to_be_of_the_new_family_is_judged_by_the_old_one_inside() throws UnknownHostException {
        var mapped = new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xFF, 127, 0, 0, 1};
        // the ordinary ways to make an address would have made one of four bytes
        var disguised = Inet6Address.getByAddress("disguised.example", mapped, -1);

        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> NOTHING_ALLOWED.check("disguised.example", List.of(disguised)))
                .withMessageEndingWith(": loopback");
    }

    @Test
    void what_the_operator_allows_is_let_through_and_nothing_beside_it() {
        var lab = new EgressPolicy(List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("fd00:1::/32")));

        assertThatCode(() -> lab.check("lab", List.of(address("127.1.2.3"), address("fd00:1::5"))))
                .doesNotThrowAnyException();
        assertThatCode(() -> lab.check("lab", List.of(address("64:ff9b::7f00:1"))))
                .doesNotThrowAnyException();
        assertThatExceptionOfType(TargetRefused.class).isThrownBy(() -> lab.check("lab", List.of(address("::1"))));
        assertThatExceptionOfType(TargetRefused.class).isThrownBy(() -> lab.check("lab", List.of(address("10.0.0.1"))));
        assertThatExceptionOfType(TargetRefused.class)
                .isThrownBy(() -> lab.check("lab", List.of(address("fd00:2::5"))));
    }

    private static void check(String text) {
        NOTHING_ALLOWED.check(text, List.of(address(text)));
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }
}
