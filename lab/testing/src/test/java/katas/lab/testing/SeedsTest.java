package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @AfterEach
    void forget() {
        System.clearProperty("lab.seed");
        System.clearProperty("lab.all");
    }

    @Test
    void differ_until_one_is_asked_for() {
        assertThat(Stream.generate(Seeds::next).limit(4).distinct()).hasSizeGreaterThan(1);

        System.setProperty("lab.seed", "7341");

        assertThat(Seeds.next()).isEqualTo(Seeds.next()).isEqualTo(7341);
    }

    @Test
    void rounds_are_few_until_all_are_asked_for() {
        assertThat(Rounds.of(5, 20)).isEqualTo(5);

        System.setProperty("lab.all", "true");

        assertThat(Rounds.of(5, 20)).isEqualTo(20);
    }
}
