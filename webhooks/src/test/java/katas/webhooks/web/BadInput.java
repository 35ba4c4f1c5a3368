package katas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Somebody with one endpoint, who sends what cannot be meant: the answer says what is wrong, and everything is as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BadInput {
    static final String PATH = "/v1/endpoints";
    static final String ID = "00000000000000000000000000";
    static final Answer.Problem ABSENT = new Answer.Problem(404, "/problems/not-found", "");
    static final String MESSAGE = "{\"eventType\":\"order.paid\",\"payload\":{}}";

    final Tenant tenant;
    final ServiceClient client;
    String endpoint = "";

    BadInput(int port) {
        this.tenant = Tenant.at(port);
        this.client = tenant.client;
    }

    @BeforeAll
    void set_up() {
        endpoint = PATH + "/" + tenant.endpoint().get("id").stringValue();
    }

    void assertRefused(Answer answer, String field) {
        assertThat(answer.problem()).isEqualTo(new Answer.Problem(400, "/problems/invalid-request", field));
        assertThat(tenant.endpoints()).isEqualTo(1);
        assertThat(client.get(endpoint).header("ETag")).isEqualTo("\"1\"");
    }
}
