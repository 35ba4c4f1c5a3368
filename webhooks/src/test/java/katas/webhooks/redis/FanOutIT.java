package katas.webhooks.redis;

import static katas.webhooks.redis.VirtualDispatch.DELIVERED;
import static katas.webhooks.redis.VirtualDispatch.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.webhooks.delivery.Lease;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class FanOutIT extends WithVirtualDispatch {
    private static final int ENDPOINTS = 1_000;
    private static final int CHUNK = 100;

    @Test
    void each_of_1000_endpoints_has_one_delivery_however_often_the_fan_out_is_begun_anew() {
        var endpoints = IntStream.range(0, ENDPOINTS)
                .mapToObj(number -> dispatch.endpoint(TENANT, "ep_%04d".formatted(number)))
                .toList();
        var message = dispatch.message(TENANT, null);

        // whoever begins dies after three chunks, some of which are delivered before the next comes
        chunks(endpoints).subList(0, 3).forEach(chunk -> dispatch.fanOut(message, chunk));
        var early = dispatch.take(CHUNK);
        early.forEach(lease -> dispatch.answer(lease, DELIVERED));
        chunks(endpoints).subList(0, 7).forEach(chunk -> dispatch.fanOut(message, chunk));
        chunks(endpoints).forEach(chunk -> dispatch.fanOut(message, chunk));
        chunks(endpoints).forEach(chunk -> dispatch.fanOut(message, chunk));

        var rest = dispatch.deliverAll();
        assertThat(early).hasSize(CHUNK);
        assertThat(rest).extracting(Lease::endpoint).hasSize(ENDPOINTS - CHUNK).doesNotHaveDuplicates();
        assertThat(dispatch.take(1)).isEmpty();
        assertThat(deliveries(message.id())).isEqualTo(ENDPOINTS);
        assertThat(dispatch.attempts(message.id())).hasSize(ENDPOINTS);
    }

    @Test
    void an_endpoint_that_was_deleted_gets_no_delivery_and_is_not_made_anew() {
        var message = dispatch.send(TENANT, "ep_deleted");

        assertThat(dispatch.take(1)).isEmpty();
        assertThat(dispatch.delivery(message, "ep_deleted")).isEmpty();
        assertThat(there("endpoint", "ep_deleted")).isFalse();
    }

    @Test
    void an_endpoint_that_is_deleted_during_an_attempt_is_not_made_anew() {
        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep"));
        var lease = dispatch.take(1).getFirst();
        for (var name : List.of("endpoint", "leases", "leased")) {
            var _ = dispatch.replica().link().<Long>call(commands -> commands.del(dispatch.key(TENANT, name, "ep")));
        }

        dispatch.answer(lease, VirtualDispatch.GIVEN_UP);

        assertThat(there("endpoint", "ep")).isFalse();
        assertThat(dispatch.attempts(message)).hasSize(1);
    }

    @Test
    void a_disabled_endpoint_has_deliveries_that_wait() {
        dispatch.endpoint(TENANT, "ep", "enabled", "0");
        var message = dispatch.send(TENANT, "ep");
        assertThat(dispatch.take(1)).isEmpty();

        dispatch.endpoint(TENANT, "ep");
        dispatch.send(TENANT, "ep");

        assertThat(dispatch.takeAll()).extracting(Lease::message).hasSize(2).contains(message);
    }

    private static List<List<String>> chunks(List<String> all) {
        return IntStream.range(0, all.size() / CHUNK)
                .mapToObj(number -> all.subList(number * CHUNK, (number + 1) * CHUNK))
                .toList();
    }

    private long deliveries(String message) {
        return dispatch.replica()
                .link()
                .<Long>call(commands -> commands.zcard(dispatch.key(TENANT, "deliveries", message)));
    }

    private boolean there(String... name) {
        return dispatch.replica().link().<Long>call(commands -> commands.exists(dispatch.key(TENANT, name))) == 1;
    }
}
