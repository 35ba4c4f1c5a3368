package katas.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import katas.webhooks.CrashPoint;
import katas.webhooks.Crashed;
import katas.webhooks.Passage;
import katas.webhooks.StoreUnavailable;
import katas.webhooks.message.MemoryMessages;
import katas.webhooks.message.Message;
import katas.webhooks.message.Sent;
import org.junit.jupiter.api.Test;

class FanOutTest {
    private static final Message MESSAGE = Sent.message("msg_1", "acme");
    private static final List<String> THOUSAND =
            IntStream.range(0, 1_000).mapToObj(number -> "ep_" + number).toList();

    private final MemoryMessages messages = new MemoryMessages();
    private final MemoryDeliveries deliveries = new MemoryDeliveries();
    private final List<CrashPoint> reached = new ArrayList<>();

    private FanOut fanOut(List<String> interested, Passage passage) {
        return new FanOut(messages, (_, _, _) -> interested, deliveries, passage);
    }

    @Test
    void each_endpoint_has_one_delivery_and_no_call_is_of_more_than_a_hundred() {
        fanOut(THOUSAND, reached::add).fanOut(MESSAGE);

        assertThat(deliveries.made("msg_1")).containsExactlyInAnyOrderElementsOf(THOUSAND);
        assertThat(deliveries.calls()).containsOnly(100).hasSize(10);
        assertThat(reached)
                .startsWith(CrashPoint.BEFORE_FAN_OUT, CrashPoint.AMID_FAN_OUT)
                .endsWith(CrashPoint.AFTER_FAN_OUT)
                .hasSize(11);
    }

    @Test
    void the_message_is_kept_before_there_is_a_delivery_of_it() {
        messages.away(true);

        assertThatThrownBy(() -> fanOut(THOUSAND, Passage.OPEN).fanOut(MESSAGE)).isInstanceOf(StoreUnavailable.class);

        assertThat(deliveries.made("msg_1")).isEmpty();
    }

    @Test
    void a_message_that_nobody_wants_has_no_delivery() {
        fanOut(List.of(), Passage.OPEN).fanOut(MESSAGE);

        assertThat(deliveries.calls()).isEmpty();
        assertThat(messages.find("acme", "msg_1")).contains(MESSAGE);
    }

    @Test
    void what_somebody_left_amid_is_done_by_the_next() {
        var dying = fanOut(THOUSAND, point -> {
            reached.add(point);
            if (reached.size() == 4) {
                throw new Crashed();
            }
        });
        assertThatThrownBy(() -> dying.fanOut(MESSAGE)).isInstanceOf(Crashed.class);
        assertThat(deliveries.made("msg_1")).hasSize(300);

        fanOut(THOUSAND, Passage.OPEN).fanOut(MESSAGE);

        assertThat(deliveries.made("msg_1")).containsExactlyInAnyOrderElementsOf(THOUSAND);
    }
}
