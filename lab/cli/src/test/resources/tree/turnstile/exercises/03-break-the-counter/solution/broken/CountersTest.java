package broken;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {
    @Test
    void goes_on_with_two() {
        var counter = new CounterUnderTest();

        counter.next();

        assertThat(counter.next()).isEqualTo(2);
    }
}
