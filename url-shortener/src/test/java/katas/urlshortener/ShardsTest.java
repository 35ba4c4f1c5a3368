package katas.urlshortener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardsTest {
    @Test
    void a_code_belongs_to_one_shard_for_ever() {
        // anybody who finds another number here has lost every link
        assertThat(Shards.of("abcdefg")).isEqualTo(6);
        assertThat(Shards.of("日本語")).isEqualTo(5);
    }

    @Test
    void codes_are_spread_over_all_shards() {
        var shards = IntStream.range(0, 1_000)
                .mapToObj(i -> Shards.of("code" + i))
                .collect(Collectors.groupingBy(shard -> shard, Collectors.counting()));

        assertThat(shards).hasSize(Shards.COUNT);
        assertThat(shards.values()).allMatch(codes -> codes > 20);
    }
}
