package katas.webhooks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessagesTopicTest {
    @Test
    void of_three_replicas_two_must_have_what_is_acknowledged_and_of_fewer_one_that_is_away_stops_nothing() {
        assertThat(MessagesTopic.inSync(1)).isEqualTo(1);
        assertThat(MessagesTopic.inSync(2)).isEqualTo(1);
        assertThat(MessagesTopic.inSync(3)).isEqualTo(2);
        assertThat(MessagesTopic.inSync(5)).isEqualTo(2);
    }
}
