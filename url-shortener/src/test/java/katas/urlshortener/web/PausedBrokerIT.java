package katas.urlshortener.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import katas.lab.testing.KafkaHandle;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What visitors get while Kafka does not answer: what they came for. */
@RunningService
class PausedBrokerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int VISITS = 50;

    private final Shortener shortener;
    private final MeterRegistry meters;

    PausedBrokerIT(@LocalServerPort int port, @Autowired MeterRegistry meters) {
        this.shortener = Shortener.at(port);
        this.meters = meters;
    }

    @Test
    void every_answer_is_a_redirect_and_the_clicks_wait_and_are_counted_later(KafkaHandle kafka) {
        // the log also holds clicks of earlier links with the same generated code
        var code = shortener.link(",\"alias\":\"" + Shortener.newAlias() + "\"");
        await().atMost(PATIENCE).until(() -> waiting() == 0);

        kafka.pause();
        var answers = IntStream.range(0, VISITS)
                .mapToObj(_ -> shortener.visitor.get("/" + code).status())
                .toList();
        double waiting = waiting();
        kafka.resume();

        assertThat(answers).hasSize(VISITS).containsOnly(302);
        assertThat(waiting).isEqualTo(VISITS);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(clicks(code)).isEqualTo(VISITS));
        await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    private double waiting() {
        return meters.get("clicks.waiting").gauge().value();
    }

    private long clicks(String code) {
        return shortener
                .owner
                .get(Shortener.PATH + "/" + code + "/stats")
                .json()
                .get("clicks")
                .longValue();
    }
}
