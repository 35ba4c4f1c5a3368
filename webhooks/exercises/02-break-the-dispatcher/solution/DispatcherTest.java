import static katas.webhooks.CrashPoint.AMID_FAN_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private static final String BODY = "{ \"price\" : 1.50, \"order\":7 }";
    private static final String OTHERS_SIGNATURE = "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final Bench bench = new Bench();
    private final Dispatcher dispatcher = bench.start();

    @BeforeEach
    void a_shop() {
        bench.endpoint("shop");
    }

    @Test
    void delivers_what_it_has_acknowledged_though_it_dies_in_the_same_moment() {
        var id = dispatcher.accept(BODY).orElseThrow();
        bench.kill();

        bench.start();
        bench.run(Duration.ofMinutes(1));

        assertThat(bench.received("shop")).extracting(Request::id).containsExactly(id);
    }

    @Test
    void what_it_dies_over_amid_its_endpoints_comes_to_all_of_them() {
        bench.endpoint("till");
        bench.dieAt(AMID_FAN_OUT);
        dispatcher.accept(BODY);
        bench.run(Duration.ofSeconds(1));
        assertThat(bench.received("shop")).isEmpty();

        bench.start();
        bench.run(Duration.ofSeconds(1));

        assertThat(bench.received("shop")).hasSize(1);
        assertThat(bench.received("till")).hasSize(1);
    }

    @Test
    void sends_the_bytes_that_it_was_given_under_the_same_id_in_each_attempt() {
        bench.replies("shop", Reply.status(500), Reply.status(500));
        var id = dispatcher.accept(BODY).orElseThrow();

        bench.run(Duration.ofMinutes(2));

        assertThat(bench.received("shop")).extracting(Request::id).containsExactly(id, id, id);
        assertThat(bench.received("shop")).extracting(Request::body).containsOnly(BODY);
    }

    @Test
    void nobody_can_send_a_request_again_with_another_time() {
        dispatcher.accept(BODY);
        bench.run(Duration.ZERO);
        var captured = bench.received("shop").getFirst();
        assertThat(bench.believes(captured)).isTrue();

        bench.advance(Duration.ofMinutes(6));

        assertThat(bench.believes(captured)).isFalse();
        assertThat(bench.believes(captured.withTimestamp(bench.now().getEpochSecond())))
                .isFalse();
    }

    @Test
    void what_failed_together_does_not_come_back_together() {
        var failures = IntStream.range(0, 20).mapToObj(_ -> Reply.status(500)).toArray(Reply[]::new);
        bench.replies("shop", failures);
        IntStream.range(0, 20).forEach(_ -> dispatcher.accept(BODY));

        bench.run(Duration.ofSeconds(10));

        var retries = bench.received("shop").subList(20, 40);
        assertThat(retries.stream().map(Request::at).distinct().count()).isGreaterThan(10);
    }

    @Test
    void a_redirect_is_no_yes() {
        bench.replies("shop", Reply.status(302));
        dispatcher.accept(BODY);

        bench.run(Duration.ofMinutes(1));

        assertThat(bench.received("shop")).hasSize(2);
    }

    @Test
    void one_who_hangs_delays_nobody_else() {
        bench.endpoint("pit");
        bench.hangs("pit");
        IntStream.range(0, 10).forEach(_ -> dispatcher.accept(BODY));

        bench.run(Duration.ofSeconds(1));

        assertThat(bench.received("shop")).hasSize(10);
    }

    @Test
    void tries_again_what_failed_before_it_died() {
        bench.replies("shop", Reply.status(500));
        dispatcher.accept(BODY);
        bench.run(Duration.ZERO);
        bench.kill();

        bench.start();
        bench.run(Duration.ofMinutes(1));

        assertThat(bench.received("shop")).hasSize(2);
    }

    @Test
    void stays_away_for_as_long_as_it_is_asked_to() {
        bench.replies("shop", Reply.busyFor(120));
        var first = bench.now();
        dispatcher.accept(BODY);

        bench.run(Duration.ofMinutes(10));

        assertThat(bench.received("shop").getLast().at()).isAfterOrEqualTo(first.plusSeconds(120));
    }

    @Test
    void a_wrong_signature_takes_as_many_looks_as_a_right_one() {
        dispatcher.accept(BODY);
        bench.run(Duration.ZERO);
        var request = bench.received("shop").getFirst();
        bench.believes(request);
        long looks = bench.looks();

        bench.believes(request.withSignature(OTHERS_SIGNATURE));

        assertThat(bench.looks() - looks).isEqualTo(looks);
    }
}
