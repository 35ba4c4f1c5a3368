package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Endpoints that cannot be meant. */
@RunningService
class BadEndpointIT extends BadInput {
    BadEndpointIT(@LocalServerPort int port) {
        super(port);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                       | eventTypes
            {"url":"http://127.0.0.1/"}                                              | eventTypes
            {"eventTypes":["a"]}                                                     | url
            {"url":null,"eventTypes":["a"]}                                          | url
            {"url":1,"eventTypes":["a"]}                                             | url
            {"url":["http://127.0.0.1/"],"eventTypes":["a"]}                         | url
            {"url":"http://127.0.0.1/","eventTypes":[]}                              | eventTypes
            {"url":"http://127.0.0.1/","eventTypes":"a"}                             | eventTypes
            {"url":"http://127.0.0.1/","eventTypes":{"a":1}}                         | eventTypes
            {"url":"http://127.0.0.1/","eventTypes":["a",""]}                        | eventTypes[1]
            {"url":"http://127.0.0.1/","eventTypes":[null]}                          | eventTypes[0]
            {"url":"http://127.0.0.1/","eventTypes":[1]}                             | eventTypes[0]
            {"url":"http://127.0.0.1/","eventTypes":["Order"]}                       | eventTypes[0]
            {"url":"http://127.0.0.1/","eventTypes":["order.*.paid"]}                | eventTypes[0]
            {"url":"http://127.0.0.1/","eventTypes":["*.paid"]}                      | eventTypes[0]
            {"url":"http://127.0.0.1/","eventTypes":["a"],"rateLimit":0}             | rateLimit
            {"url":"http://127.0.0.1/","eventTypes":["a"],"rateLimit":-1}            | rateLimit
            {"url":"http://127.0.0.1/","eventTypes":["a"],"rateLimit":1001}          | rateLimit
            {"url":"http://127.0.0.1/","eventTypes":["a"],"rateLimit":1.5}           | rateLimit
            {"url":"http://127.0.0.1/","eventTypes":["a"],"rateLimit":"5"}           | rateLimit
            {"url":"http://127.0.0.1/","eventTypes":["a"],"rateLimit":99999999999}   | rateLimit
            {"url":"http://127.0.0.1/","eventTypes":["a"],"rateLimit":1e400}         | rateLimit
            {"url":"http://127.0.0.1/","eventTypes":["a"],"ordered":"true"}          | ordered
            {"url":"http://127.0.0.1/","eventTypes":["a"],"ordered":1}               | ordered
            {"url":"http://127.0.0.1/","eventTypes":["a"],"asymmetric":"no"}         | asymmetric
            {"url":"http://127.0.0.1/","eventTypes":["a"],"secret":"whsec_x"}        | secret
            {"url":"http://127.0.0.1/","eventTypes":["a"],"state":"disabled"}        | state
            {"url":"http://127.0.0.1/","eventTypes":["a"],"eventTypes":["b"]}        | body
            {"url":"http://127.0.0.1/","eventTypes":["a"]                            | body
            {"url":"http://127.0.0.1/","eventTypes":["a"]}{}                         | body
            [{"url":"http://127.0.0.1/","eventTypes":["a"]}]                         | body
            "http://127.0.0.1/"                                                      | body
            null                                                                     | body
            """)
    void a_malformed_endpoint_is_400_and_names_the_field(String body, String field) {
        assertRefused(client.post(PATH, body), field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                | must begin with http:// or https://
            nothing                           | must begin with http:// or https://
            ftp://example.com/                | must begin with http:// or https://
            file:///etc/passwd                | must begin with http:// or https://
            javascript:alert(1)               | must begin with http:// or https://
            //example.com/                    | must begin with http:// or https://
            http://                           | must be a URL
            http:///path                      | must name a host
            http://user@example.com/          | without a user name or password
            http://user:secret@example.com/   | without a user name or password
            http://example.com@127.0.0.1/     | without a user name or password
            http://example.com/#fragment      | must not have a fragment
            http://example.com:0/             | must have a port
            http://example.com:65536/         | must have a port
            http://example.com:/              | must have a port
            http://exa mple.com/              | must have visible ASCII characters only
            http://exämple.com/               | must have visible ASCII characters only
            http://exa_mple.com/              | must name a host
            http://2130706433/                | four decimal numbers
            http://0x7f.1/                    | four decimal numbers
            http://0x7f000001/                | four decimal numbers
            http://017700000001/              | four decimal numbers
            http://0177.0.0.1/                | four decimal numbers
            http://127.1/                     | four decimal numbers
            http://127.0.0.1./                | four decimal numbers
            http://127.0.0.256/               | four decimal numbers
            http://[fe80::1%25eth0]/          | zone
            http://[::1/                      | must be a URL
            http://10.0.0.1/                  | must lead to a public address: 10.0.0.1 is
            http://172.16.5.4/                | private use
            http://192.168.1.1/               | private use
            http://169.254.169.254/latest     | link local
            http://100.64.0.1/                | shared address space
            http://0.0.0.0/                   | this network
            http://255.255.255.255/           | limited broadcast
            http://224.0.0.1/                 | multicast
            http://198.18.0.1/                | benchmarking
            http://192.0.2.1/                 | documentation
            http://[::]/                      | unspecified
            http://[fd00::1]/                 | unique local
            http://[fe80::1]/                 | link local
            http://[ff02::1]/                 | multicast
            http://[2001:db8::1]/             | documentation
            http://[2002:7f00:1::]/           | 6to4
            http://[64:ff9b::a00:1]/          | private use
            http://[::ffff:10.0.0.1]/         | private use
            """)
    void a_url_that_no_message_can_be_sent_to_is_400_and_says_why_when_it_is_saved(String url, String reason) {
        var created = client.post(PATH, "{\"url\":\"%s\",\"eventTypes\":[\"a\"]}".formatted(url));
        var changed = client.patch(endpoint, "{\"url\":\"%s\"}".formatted(url));

        assertRefused(created, "url");
        assertThat(reason(created)).contains(reason);
        assertRefused(changed, "url");
        assertThat(reason(changed)).contains(reason);
    }

    @Test
    void a_url_of_2049_characters_is_400_and_one_of_2048_is_not() {
        var longest = "http://127.0.0.1/" + "a".repeat(2_048 - 17);

        assertRefused(client.patch(endpoint, "{\"url\":\"%sa\"}".formatted(longest)), "url");
        assertThat(Tenant.atSamePort(tenant)
                        .endpoint("{\"url\":\"%s\",\"eventTypes\":[\"a\"]}".formatted(longest))
                        .get("url")
                        .stringValue())
                .isEqualTo(longest);
    }

    @Test
    void a_host_that_has_no_address_now_is_accepted_for_it_may_have_one_later() {
        var created = Tenant.atSamePort(tenant)
                .client
                .post(PATH, "{\"url\":\"https://nobody-is.invalid/\",\"eventTypes\":[\"a\"]}");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
    }

    @Test
    void a_hundred_and_one_event_types_are_400_and_a_hundred_are_not() {
        var hundred = "\"a\",".repeat(99) + "\"a\"";

        assertRefused(client.patch(endpoint, "{\"eventTypes\":[%s,\"a\"]}".formatted(hundred)), "eventTypes");
        assertThat(Tenant.atSamePort(tenant)
                        .endpoint("{\"url\":\"http://127.0.0.1/\",\"eventTypes\":[%s]}".formatted(hundred))
                        .get("eventTypes")
                        .size())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"url":null}                                 | url
            {"url":5}                                    | url
            {"eventTypes":null}                          | eventTypes
            {"eventTypes":[]}                            | eventTypes
            {"eventTypes":["order paid"]}                | eventTypes[0]
            {"ordered":null}                             | ordered
            {"ordered":"yes"}                            | ordered
            {"rateLimit":0}                              | rateLimit
            {"rateLimit":"fast"}                         | rateLimit
            {"state":null}                               | state
            {"state":"enabled"}                          | state
            {"state":"asleep"}                           | state
            {"asymmetric":true}                          | asymmetric
            {"id":"ep_1"}                                | id
            {"secret":"whsec_x"}                         | secret
            {"rateLimit":1,"rateLimit":2}                | body
            {"rateLimit":1                               | body
            []                                           | body
            null                                         | body
            1                                            | body
            """)
    void a_malformed_change_is_400_and_names_the_field(String body, String field) {
        assertRefused(client.patch(endpoint, body), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "W/\"1\"", "\"1\", \"2\"", "\"\"", "\"9999999999999999999\""})
    void an_if_match_that_is_no_etag_of_ours_is_400(String ifMatch) {
        assertRefused(client.with("If-Match", ifMatch).patch(endpoint, "{\"rateLimit\":1}"), "If-Match");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                          | since
            {"since":null}                              | since
            {"since":"yesterday"}                       | since
            {"since":1700000000}                        | since
            {"since":"2030-01-31"}                      | since
            {"since":"2030-01-31T12:00:00Z","to":"x"}   | to
            {"since":"-999999999-01-01T00:00:00Z"}      | since
            {"since":"+1000000000-12-31T23:59:59Z"}     | since
            {"since":"1969-12-31T23:59:59.999Z"}        | since
            {"since":"+10000-01-01T00:00:00Z"}          | since
            """)
    void a_malformed_replay_is_400_and_names_the_field(String body, String field) {
        assertRefused(client.post(endpoint + "/replay", body), field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
    void a_replay_may_begin_at_any_time_of_four_digits_since_1970(String since) {
        var replayed = client.post(endpoint + "/replay", "{\"since\":\"%s\"}".formatted(since));

        assertThat(replayed.status()).as(replayed.body()).isEqualTo(202);
    }

    @Test
    void what_is_wrong_with_a_rate_limit_is_said_with_the_range_that_it_has() {
        assertThat(reason(client.patch(endpoint, "{\"rateLimit\":\"5\"}")))
                .isEqualTo("must be a whole number from 1 to 1000");
        assertThat(reason(client.patch(endpoint, "{\"rateLimit\":99999999999}")))
                .isEqualTo("must be a whole number from 1 to 1000");
        assertThat(reason(client.patch(endpoint, "{\"rateLimit\":0}"))).isEqualTo("must be from 1 to 1000, was 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ep_" + ID, "EP_" + ID, "ep_..", "%7B07%7D", "a%20b", "%C3%A9", "*"})
    void an_endpoint_that_is_not_there_is_404_for_every_verb(String id) {
        var path = PATH + "/" + id;

        assertThat(List.of(
                        client.get(path),
                        client.patch(path, "{\"rateLimit\":1}"),
                        client.delete(path),
                        client.post(path + "/secret/rotate"),
                        client.get(path + "/public-key"),
                        client.post(path + "/enable"),
                        client.post(path + "/replay", "{\"since\":\"2030-01-31T12:00:00Z\"}")))
                .extracting(Answer::problem)
                .containsOnly(ABSENT);
    }

    private static String reason(Answer answer) {
        return answer.json().get("errors").get(0).get("reason").stringValue();
    }
}
