package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import katas.vending.redis.RedisLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Machines and their journals: set up, found again, read page by page. */
@RunningService
class MachinesIT {
    private final int port;
    private final RedisLink redis;
    private final ServiceClient admin;

    MachinesIT(@LocalServerPort int port, @Autowired RedisLink redis) {
        this.port = port;
        this.redis = redis;
        this.admin = ServiceClient.admin(port);
    }

    @Test
    void a_machine_is_found_where_its_creation_says_it_is() {
        var created = admin.post("/v1/machines", Site.definition("lobby-1.a_b"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/v1/machines/lobby-1.a_b");
        assertThat(created.body()).isEqualTo("""
                {"id":"lobby-1.a_b","version":1,"state":"idle","credit":0,"owed":0,\
                "slots":[{"id":"A1","product":"Tea","price":30,"stock":5,"closed":false},\
                {"id":"B2","product":"Water","price":60,"stock":2,"closed":false}],\
                "tubes":[{"denomination":10,"count":4,"capacity":50},{"denomination":50,"count":0,"capacity":2}],\
                "box":0,"lamps":{"exactChangeOnly":false,"soldOut":false},"faults":[]}""");
        assertThat(admin.get("/v1/machines/lobby-1.a_b").body()).isEqualTo(created.body());
    }

    @Test
    void an_id_is_made_up_where_none_is_given() {
        var definition = Site.definition("none").replace("\"id\":\"none\",", "");

        var first = admin.post("/v1/machines", definition).json().get("id").stringValue();
        var second = admin.post("/v1/machines", definition).json().get("id").stringValue();

        assertThat(List.of(first, second)).doesNotHaveDuplicates().allMatch(id -> id.matches("vm_[0-9a-f]{20}"));
    }

    @Test
    void an_id_that_is_taken_is_409_and_the_machine_as_it_was() {
        var site = Site.at(port);
        site.open(10);
        var before = site.evidence();

        var again = admin.post("/v1/machines", Site.definition(site.id));

        assertThat(again.problem()).isEqualTo(new Answer.Problem(409, "/problems/conflict", ""));
        assertThat(site.evidence()).isEqualTo(before);
    }

    @Test
    void pages_of_machines_have_each_machine_once_in_the_order_of_ids() {
        var mine = IntStream.range(0, 7).mapToObj(i -> "page-" + i).toList();
        mine.reversed().forEach(id -> Site.at(port, id));

        var listed = new ArrayList<String>();
        for (String cursor = "page-"; cursor != null; ) {
            var page = admin.get("/v1/machines?limit=3&cursor=" + cursor).json();
            page.get("items").forEach(item -> listed.add(item.get("id").stringValue()));
            cursor = page.get("next").stringValue(null);
        }

        assertThat(listed.stream().filter(id -> id.startsWith("page-"))).containsExactlyElementsOf(mine);
        assertThat(listed).doesNotHaveDuplicates().isSorted();
        assertThat(admin.get("/v1/machines?limit=1&cursor=page-5")
                        .json()
                        .get("items")
                        .get(0))
                .hasToString("{\"id\":\"page-6\",\"version\":1,\"state\":\"idle\",\"credit\":0}");
    }

    @Test
    void a_machine_of_an_unknown_format_is_a_problem_of_its_own_and_the_others_are_listed() {
        var ids = IntStream.range(0, 4).mapToObj(i -> "strange-" + i).toList();
        ids.forEach(id -> Site.at(port, id));
        try (var log = new LogRecord()) {
            store("strange-1", "{\"v\":99}");

            assertThat(listed(admin.get("/v1/machines?limit=2&cursor=strange-").json()))
                    .containsExactly("strange-0", "strange-2");
            assertThat(admin.get("/v1/machines?limit=2&cursor=strange-")
                            .json()
                            .get("next")
                            .stringValue())
                    .isEqualTo("strange-2");
            assertThat(listed(admin.get("/v1/machines?limit=1&cursor=strange-0").json()))
                    .containsExactly("strange-2");
            assertThat(log.text().lines().filter(line -> line.contains("strange-1")))
                    .singleElement(STRING)
                    .contains("format 99");

            var unreadable = new Answer.Problem(500, "/problems/unreadable", "");
            assertThat(admin.get("/v1/machines/strange-1").problem()).isEqualTo(unreadable);
            assertThat(admin.post("/v1/machines/strange-1/commands", Site.command("x", "tick"))
                            .problem())
                    .isEqualTo(unreadable);
            assertThat(log.text()).contains("format 99").doesNotContain("\tat ");
        } finally {
            admin.post("/v1/machines", Site.definition("strange-template"));
            store("strange-1", stored("strange-template").replace("strange-template", "strange-1"));
        }
        assertThat(admin.get("/v1/machines/strange-1").status()).isEqualTo(200);
    }

    private static List<String> listed(JsonNode page) {
        return page.get("items")
                .valueStream()
                .map(item -> item.get("id").stringValue())
                .toList();
    }

    private void store(String id, String snapshot) {
        redis.call(commands -> commands.hset(key(id), "snapshot", snapshot));
    }

    private String stored(String id) {
        return redis.call(commands -> commands.hget(key(id), "snapshot"));
    }

    private static String key(String id) {
        return "vending-machine:{%02d}:machine:%s".formatted(Math.floorMod(id.hashCode(), 16), id);
    }

    @Test
    void pages_of_a_journal_have_each_entry_once_and_no_gap() {
        var site = Site.at(port);
        for (int i = 0; i < 6; i++) {
            site.give(site.operator, "open-door");
            site.give(site.operator, "close-door");
        }

        var numbers = new ArrayList<Integer>();
        for (JsonNode cursor = null; numbers.isEmpty() || cursor != null; ) {
            var page = site.buyer
                    .get(site.path + "/journal?limit=5&cursor=" + Objects.requireNonNullElse(cursor, 0))
                    .json();
            page.get("items").forEach(entry -> numbers.add(entry.get("number").intValue()));
            cursor = page.get("next").isNull() ? null : page.get("next");
        }

        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 13).boxed().toList());
    }

    @Test
    void an_entry_says_when_what_happened_and_to_the_operator_by_which_command() {
        var site = Site.at(port);
        site.operator.post(site.path + "/commands", Site.command("visit-1", "open-door"));

        var seen = site.operator.get(site.path + "/journal?cursor=1").json().at("/items/0");
        var seenByBuyer = site.buyer.get(site.path + "/journal?cursor=1").json().at("/items/0");

        assertThat(seen.propertyNames()).containsExactly("number", "version", "at", "command", "event");
        assertThat(seen.get("command").stringValue()).isEqualTo("visit-1");
        assertThat(seen.get("at").stringValue()).matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(seen.get("event")).hasToString("{\"type\":\"door-opened\"}");
        assertThat(seenByBuyer.propertyNames()).containsExactly("number", "version", "at", "event");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/machines?limit=0, limit",
        "/v1/machines?limit=201, limit",
        "/v1/machines?limit=-1, limit",
        "/v1/machines?limit=ten, limit",
        "/v1/machines?limit=99999999999, limit",
        "/v1/machines/any/journal?limit=0, limit",
        "/v1/machines/any/journal?limit=1001, limit",
        "/v1/machines/any/journal?cursor=-1, cursor",
        "/v1/machines/any/journal?cursor=x, cursor",
        "/v1/machines/any/books?recount=perhaps, recount"
    })
    void a_page_that_cannot_be_meant_is_400_and_names_the_parameter(String path, String parameter) {
        assertThat(admin.get(path).problem())
                .isEqualTo(new Answer.Problem(400, "/problems/invalid-request", parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzz", "%00", "%F0%9F%98%80", "9223372036854775807"})
    void a_cursor_that_no_page_gave_is_just_a_place_in_the_order(String cursor) {
        assertThat(admin.get("/v1/machines?cursor=" + cursor).status()).isIn(200, 400);
    }
}
