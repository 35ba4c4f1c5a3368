package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Machines that cannot be set up: the answer says why, and there is none afterwards. */
@RunningService
class BadMachineIT {
    private static final String SLOT = "{\"id\":\"A1\",\"product\":\"Tea\",\"price\":120,\"stock\":5}";
    private static final String TUBE = "{\"denomination\":10,\"count\":20}";

    private final ServiceClient admin;
    private String before = "";

    BadMachineIT(@LocalServerPort int port) {
        this.admin = ServiceClient.admin(port);
    }

    @BeforeEach
    void look() {
        before = admin.get("/v1/machines?limit=200").body();
    }

    @AfterEach
    void there_is_no_new_machine() {
        assertThat(admin.get("/v1/machines?limit=200").body()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":"","slots":[S],"tubes":[T]}                                          | id
            {"id":"a b","slots":[S],"tubes":[T]}                                       | id
            {"id":"..","slots":[S],"tubes":[T]}                                        | id
            {"id":"a/b","slots":[S],"tubes":[T]}                                       | id
            {"id":"{07}","slots":[S],"tubes":[T]}                                      | id
            {"id":"\\u00e4","slots":[S],"tubes":[T]}                                   | id
            {"id":5,"slots":[S],"tubes":[T]}                                           | id
            {"tubes":[T]}                                                              | slots
            {"slots":null,"tubes":[T]}                                                 | slots
            {"slots":[],"tubes":[T]}                                                   | slots
            {"slots":{},"tubes":[T]}                                                   | slots
            {"slots":[null],"tubes":[T]}                                               | slots[0]
            {"slots":[S,S],"tubes":[T]}                                                | slots[1].id
            {"slots":[{"product":"Tea","price":1,"stock":1}],"tubes":[T]}              | slots[0].id
            {"slots":[{"id":"a1","product":"Tea","price":1,"stock":1}],"tubes":[T]}    | slots[0].id
            {"slots":[{"id":"A1A1A","product":"Tea","price":1,"stock":1}],"tubes":[T]} | slots[0].id
            {"slots":[{"id":"A1","price":1,"stock":1}],"tubes":[T]}                    | slots[0].product
            {"slots":[{"id":"A1","product":" ","price":1,"stock":1}],"tubes":[T]}      | slots[0].product
            {"slots":[{"id":"A1","product":"a\\nb","price":1,"stock":1}],"tubes":[T]}  | slots[0].product
            {"slots":[{"id":"A1","product":"a\\ud800","price":1,"stock":1}],"tubes":[T]} | slots[0].product
            {"slots":[{"id":"A1","product":"Tea","stock":1}],"tubes":[T]}              | slots[0].price
            {"slots":[{"id":"A1","product":"Tea","price":0,"stock":1}],"tubes":[T]}    | slots[0].price
            {"slots":[{"id":"A1","product":"Tea","price":-5,"stock":1}],"tubes":[T]}   | slots[0].price
            {"slots":[{"id":"A1","product":"Tea","price":1.2,"stock":1}],"tubes":[T]}  | slots[0].price
            {"slots":[{"id":"A1","product":"Tea","price":"1","stock":1}],"tubes":[T]}  | slots[0].price
            {"slots":[{"id":"A1","product":"Tea","price":100001,"stock":1}],"tubes":[T]} | slots[0].price
            {"slots":[{"id":"A1","product":"Tea","price":99999999999,"stock":1}],"tubes":[T]} | slots[0].price
            {"slots":[{"id":"A1","product":"Tea","price":1}],"tubes":[T]}              | slots[0].stock
            {"slots":[{"id":"A1","product":"Tea","price":1,"stock":-1}],"tubes":[T]}   | slots[0].stock
            {"slots":[{"id":"A1","product":"Tea","price":1,"stock":1001}],"tubes":[T]} | slots[0].stock
            {"slots":[{"id":"A1","product":"Tea","price":1,"stock":1,"x":1}],"tubes":[T]} | slots[0].x
            {"slots":[S]}                                                              | tubes
            {"slots":[S],"tubes":[]}                                                   | tubes
            {"slots":[S],"tubes":[null]}                                               | tubes[0]
            {"slots":[S],"tubes":[T,T]}                                                | tubes[1].denomination
            {"slots":[S],"tubes":[{"count":1}]}                                        | tubes[0].denomination
            {"slots":[S],"tubes":[{"denomination":0,"count":1}]}                       | tubes[0].denomination
            {"slots":[S],"tubes":[{"denomination":-10,"count":1}]}                     | tubes[0].denomination
            {"slots":[S],"tubes":[{"denomination":100001,"count":1}]}                  | tubes[0].denomination
            {"slots":[S],"tubes":[{"denomination":10}]}                                | tubes[0].count
            {"slots":[S],"tubes":[{"denomination":10,"count":-1}]}                     | tubes[0].count
            {"slots":[S],"tubes":[{"denomination":10,"count":51}]}                     | tubes[0].count
            {"slots":[S],"tubes":[{"denomination":10,"count":5,"capacity":4}]}         | tubes[0].count
            {"slots":[S],"tubes":[{"denomination":10,"count":0,"capacity":0}]}         | tubes[0].capacity
            {"slots":[S],"tubes":[{"denomination":10,"count":0,"capacity":1001}]}      | tubes[0].capacity
            {"slots":[S],"tubes":[T],"state":"idle"}                                   | state
            {"slots":[S],"tubes":[T]                                                   | body
            null                                                                       | body
            """)
    void a_machine_that_cannot_be_meant_is_400_and_names_the_field(String body, String field) {
        var answer = admin.post(
                "/v1/machines",
                body.replace("[S", "[" + SLOT)
                        .replace(",S]", "," + SLOT + "]")
                        .replace("[T", "[" + TUBE)
                        .replace(",T]", "," + TUBE + "]"));

        assertThat(answer.problem()).isEqualTo(new Answer.Problem(400, "/problems/invalid-request", field));
    }

    @Test
    void more_than_60_slots_or_16_tubes_are_400() {
        var slots = IntStream.range(0, 61)
                .mapToObj(i -> SLOT.replace("A1", "S" + i))
                .collect(Collectors.joining(","));
        var tubes = IntStream.range(0, 17)
                .mapToObj(i -> TUBE.replace("10", "1" + i))
                .collect(Collectors.joining(","));

        assertThat(admin.post("/v1/machines", "{\"slots\":[" + slots + "],\"tubes\":[" + TUBE + "]}")
                        .problem()
                        .field())
                .isEqualTo("slots");
        assertThat(admin.post("/v1/machines", "{\"slots\":[" + SLOT + "],\"tubes\":[" + tubes + "]}")
                        .problem()
                        .field())
                .isEqualTo("tubes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-key", "demo-key-2"})
    void only_the_operator_sets_machines_up(String key) {
        assertThat(admin.as(key).post("/v1/machines", Site.definition("mine")).problem())
                .isEqualTo(new Answer.Problem(403, "/problems/forbidden", ""));
    }
}
