package broken;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountersTest {
    @Test
    void begins_with_one() {
        assertThat(new CounterUnderTest().next()).isEqualTo(1);
    }
}
