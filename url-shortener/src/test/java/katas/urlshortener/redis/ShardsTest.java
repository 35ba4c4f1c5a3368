package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardsTest {
    @Test
    void all_that_belongs_to_a_code_has_one_slot_tag_for_ever() {
        // anybody who finds another place here has lost every link
        assertThat(Shards.link("abcdefg")).isEqualTo("url-shortener:{06}:link:abcdefg");
        assertThat(Shards.visits("abcdefg")).isEqualTo("url-shortener:{06}:visits:abcdefg");
        assertThat(Shards.clicks("abcdefg")).isEqualTo("url-shortener:{06}:clicks:abcdefg");
        assertThat(Shards.link("日本語")).isEqualTo("url-shortener:{05}:link:日本語");
        assertThat(Shards.applied(6)).isEqualTo("url-shortener:{06}:applied");
    }

    @Test
    void codes_are_spread_over_all_shards() {
        var shards = IntStream.range(0, 1_000)
                .mapToObj(i -> Shards.of("code" + i))
                .collect(Collectors.groupingBy(shard -> shard, Collectors.counting()));

        assertThat(shards).hasSize(Shards.COUNT);
        assertThat(shards.values()).allMatch(codes -> codes > 20);
    }

    @Test
    void a_code_is_read_from_the_key_of_its_link_and_of_nothing_else() {
        assertThat(Shards.codeOf(Shards.link("link:a{b}"))).contains("link:a{b}");
        assertThat(Shards.codeOf(Shards.visits("abcdefg"))).isEmpty();
        assertThat(Shards.codeOf("url-shortener:{codes}:leased:0")).isEmpty();
        assertThat(Shards.codeOf("")).isEmpty();
    }
}
