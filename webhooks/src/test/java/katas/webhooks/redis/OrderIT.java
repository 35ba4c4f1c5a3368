package katas.webhooks.redis;

import static katas.webhooks.redis.VirtualDispatch.DELIVERED;
import static katas.webhooks.redis.VirtualDispatch.GIVEN_UP;
import static katas.webhooks.redis.VirtualDispatch.TENANT;
import static katas.webhooks.redis.VirtualDispatch.retry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.Seeds;
import katas.webhooks.delivery.Completion;
import katas.webhooks.delivery.Lease;
import org.junit.jupiter.api.Test;

/** What an ordered endpoint gets, and when. Times are virtual. */
@Lab(Needs.REDIS)
class OrderIT extends WithVirtualDispatch {
    private static final int MESSAGES = 10_000;
    private static final int KEYS = 50;

    @Test
    void ten_thousand_messages_of_50_keys_arrive_in_order_whatever_fails_and_whoever_dies() {
        var random = new Random(Seeds.next());
        dispatch.endpoint(TENANT, "ep", "ordered", "1");
        var sent = new LinkedHashMap<String, List<String>>();
        var arrived = new LinkedHashMap<String, SequencedSet<String>>();
        var keyOf = new LinkedHashMap<String, String>();
        var workers = List.of(dispatch.worker(), dispatch.worker(), dispatch.worker());
        var underWay = new ArrayList<Lease>();
        int done = 0;
        int lost = 0;
        while (done < MESSAGES) {
            for (int more = random.nextInt(8); more > 0 && keyOf.size() < MESSAGES; more--) {
                var key = "k" + random.nextInt(KEYS);
                var message = dispatch.sendInOrder(key, "ep");
                keyOf.put(message, key);
                sent.computeIfAbsent(key, _ -> new ArrayList<>()).add(message);
            }
            underWay.addAll(VirtualDispatch.take(workers.get(random.nextInt(3)), 8));
            for (int ends = random.nextInt(8); ends > 0 && !underWay.isEmpty(); ends--) {
                var lease = underWay.remove(random.nextInt(underWay.size()));
                int chance = random.nextInt(100);
                if (chance < 80) {
                    // the endpoint has it, whatever is known of that here
                    arrived.computeIfAbsent(keyOf.get(lease.message()), _ -> new LinkedHashSet<>())
                            .add(lease.message());
                }
                if (chance < 75) {
                    done += dispatch.answer(lease, DELIVERED).delivery() == Completion.State.DELIVERED ? 1 : 0;
                } else if (chance >= 82) {
                    dispatch.answer(lease, retry(Duration.ofMillis(random.nextInt(1, 2_000))));
                } else {
                    // its worker dies, before or after the endpoint had it
                    lost++;
                }
            }
            // at times so long that others have what some still hold
            dispatch.pass(Duration.ofMillis(random.nextInt(200) == 0 ? 31_000 : random.nextInt(200)));
        }

        System.out.printf("%d messages in order, %d leases lost%n", done, lost);
        assertThat(inOrder(arrived)).isEqualTo(sent);
    }

    @Test
    void a_blocked_key_blocks_no_other() {
        dispatch.endpoint(TENANT, "ep", "ordered", "1");
        IntStream.range(0, 20).forEach(_ -> dispatch.sendInOrder("blocked", "ep"));
        var others = IntStream.range(0, 100)
                .mapToObj(number -> dispatch.sendInOrder("k" + number % 10, "ep"))
                .toList();
        var blocked = dispatch.take(1).getFirst();
        dispatch.answer(blocked, retry(Duration.ofDays(1)));

        var delivered = dispatch.deliverAll();

        assertThat(delivered).extracting(Lease::message).containsExactlyInAnyOrderElementsOf(others);
        assertThat(blocked.message()).isEqualTo("msg_000000");
    }

    @Test
    void a_dead_letter_lets_the_next_of_its_key_go() {
        dispatch.endpoint(TENANT, "ep", "ordered", "1");
        dispatch.sendInOrder("k", "ep");
        var next = dispatch.sendInOrder("k", "ep");

        dispatch.answer(dispatch.takeAll().getFirst(), GIVEN_UP);

        assertThat(dispatch.deliverAll()).extracting(Lease::message).containsExactly(next);
    }

    @Test
    void what_is_sent_again_lets_no_next_go() {
        dispatch.endpoint(TENANT, "ep", "ordered", "1");
        var first = dispatch.sendInOrder("k", "ep");
        dispatch.answer(dispatch.take(1).getFirst(), DELIVERED);
        dispatch.sendInOrder("k", "ep");
        dispatch.sendInOrder("k", "ep");
        assertThat(dispatch.take(10)).hasSize(1);
        dispatch.sendAgain(first, "ep");

        var again = dispatch.take(1).getFirst();
        dispatch.answer(again, DELIVERED);

        assertThat(again.message()).isEqualTo(first);
        assertThat(dispatch.takeAll()).isEmpty();
    }

    @Test
    void messages_without_a_key_and_endpoints_without_order_wait_for_nobody() {
        dispatch.endpoint(TENANT, "ep_ordered", "ordered", "1");
        dispatch.endpoint(TENANT, "ep_unordered");
        IntStream.range(0, 5).forEach(_ -> dispatch.send(TENANT, "ep_ordered"));
        IntStream.range(0, 5).forEach(_ -> dispatch.sendInOrder("k", "ep_unordered"));

        assertThat(dispatch.takeAll()).hasSize(10);
    }

    private static Map<String, List<String>> inOrder(Map<String, SequencedSet<String>> arrived) {
        var lists = new LinkedHashMap<String, List<String>>();
        arrived.forEach((key, messages) -> lists.put(key, List.copyOf(messages)));
        return lists;
    }
}
