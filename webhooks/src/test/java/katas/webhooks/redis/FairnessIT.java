package katas.webhooks.redis;

import static katas.webhooks.redis.VirtualDispatch.DELIVERED;
import static katas.webhooks.redis.VirtualDispatch.TENANT;
import static katas.webhooks.redis.VirtualDispatch.neighbours;
import static katas.webhooks.redis.VirtualDispatch.retry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.webhooks.delivery.Lease;
import org.junit.jupiter.api.Test;

/** Who is next, in a shard that several tenants share. */
@Lab(Needs.REDIS)
class FairnessIT extends WithVirtualDispatch {
    private static final int DISPATCHER = 512;

    /** So many that ten endpoints could have all of a dispatcher. */
    private static final int EACH = 60;

    @Test
    void a_message_does_not_wait_behind_another_tenants_ten_thousand() {
        var tenants = neighbours(2);
        var crowd = endpoints(tenants.getFirst(), 100);
        IntStream.range(0, 100).forEach(_ -> dispatch.send(tenants.getFirst(), crowd));
        dispatch.take(10);

        var message = dispatch.send(tenants.getLast(), dispatch.endpoint(tenants.getLast(), "ep_small"));

        assertThat(dispatch.take(2)).extracting(Lease::message).contains(message);
    }

    @Test
    void an_endpoint_does_not_wait_behind_another_of_its_tenant() {
        dispatch.endpoint(TENANT, "ep_a");
        IntStream.range(0, 100).forEach(_ -> dispatch.send(TENANT, "ep_a"));
        dispatch.take(2).forEach(lease -> dispatch.answer(lease, DELIVERED));

        var message = dispatch.send(TENANT, dispatch.endpoint(TENANT, "ep_b"));
        var next = new ArrayList<Lease>();
        for (int count = 0; count < 3; count++) {
            next.addAll(dispatch.take(1));
            dispatch.pass(Duration.ofMillis(1));
        }

        assertThat(next).extracting(Lease::message).contains(message);
    }

    @Test
    void ten_of_200_endpoints_that_hang_delay_none_of_the_others() {
        var tenants = neighbours(4);
        var hanging = new HashSet<String>();
        var healthy = new HashSet<String>();
        for (var tenant : tenants) {
            var endpoints = endpoints(tenant, 50);
            hanging.addAll(List.of(endpoints).subList(0, tenant.equals(TENANT) ? 4 : 2));
            healthy.addAll(List.of(endpoints));
            IntStream.range(0, EACH).forEach(_ -> dispatch.send(tenant, endpoints));
        }
        healthy.removeAll(hanging);

        var delivered = deliverAllBut(hanging);

        assertThat(hanging).hasSize(10);
        assertThat(delivered).hasSize(healthy.size() * EACH).doesNotHaveDuplicates();
    }

    @Test
    void an_endpoint_has_eight_attempts_under_way_and_two_while_it_fails() {
        dispatch.endpoint(TENANT, "ep");
        IntStream.range(0, 20).forEach(_ -> dispatch.send(TENANT, "ep"));

        var first = dispatch.takeAll();
        first.forEach(lease -> dispatch.answer(lease, retry(Duration.ofHours(1))));
        var whileItFails = dispatch.takeAll();
        dispatch.answer(whileItFails.getFirst(), DELIVERED);
        var afterwards = dispatch.takeAll();

        assertThat(first).hasSize(8);
        assertThat(whileItFails).hasSize(2);
        assertThat(afterwards).hasSize(7);
    }

    @Test
    void two_tenants_whose_endpoints_all_hang_leave_half_of_a_dispatcher_to_the_others() {
        var tenants = neighbours(3);
        for (var tenant : tenants.subList(0, 2)) {
            var crowd = endpoints(tenant, 100);
            IntStream.range(0, 10).forEach(_ -> dispatch.send(tenant, crowd));
        }

        var hanging = dispatch.takeAll();
        var message = dispatch.send(tenants.getLast(), dispatch.endpoint(tenants.getLast(), "ep_small"));
        var others = dispatch.takeAll();
        dispatch.answer(hanging.getFirst(), DELIVERED);
        var next = dispatch.takeAll();

        assertThat(hanging).hasSize(DISPATCHER / 2);
        assertThat(others).extracting(Lease::message).containsExactly(message);
        assertThat(next).hasSize(1);
    }

    @Test
    void what_is_sent_again_yields_to_live_traffic() {
        dispatch.endpoint(TENANT, "ep");
        var old = IntStream.range(0, 20)
                .mapToObj(_ -> dispatch.send(TENANT, "ep"))
                .toList();
        dispatch.deliverAll();
        old.forEach(message -> dispatch.sendAgain(message, "ep"));
        var live =
                IntStream.range(0, 3).mapToObj(_ -> dispatch.send(TENANT, "ep")).toList();

        var taken = dispatch.takeAll();

        // half of the room is left to what may come
        assertThat(taken).extracting(Lease::message).hasSize(4).startsWith(live.toArray(String[]::new));
        dispatch.send(TENANT, "ep");
        assertThat(dispatch.takeAll()).hasSize(1);
    }

    /** Answers everybody at once but those who hang, and stops when nobody else has anything. */
    private List<String> deliverAllBut(Set<String> hanging) {
        var delivered = new ArrayList<String>();
        int free = DISPATCHER;
        for (var taken = dispatch.take(free); !taken.isEmpty(); taken = dispatch.take(free)) {
            for (var lease : taken) {
                if (hanging.contains(lease.endpoint())) {
                    free--;
                } else {
                    dispatch.answer(lease, DELIVERED);
                    delivered.add(lease.message() + lease.endpoint());
                }
            }
        }
        return delivered;
    }

    private String[] endpoints(String tenant, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> dispatch.endpoint(tenant, "ep_%s_%03d".formatted(tenant, number)))
                .toArray(String[]::new);
    }
}
