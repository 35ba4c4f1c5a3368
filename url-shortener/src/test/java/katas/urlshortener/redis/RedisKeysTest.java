package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisKeysTest {
    @Test
    void all_that_belongs_to_a_code_has_one_slot_tag_for_ever() {
        // anybody who finds another place here has lost every link
        assertThat(RedisKeys.link("abcdefg")).isEqualTo("url-shortener:{06}:link:abcdefg");
        assertThat(RedisKeys.visits("abcdefg")).isEqualTo("url-shortener:{06}:visits:abcdefg");
        assertThat(RedisKeys.clicks("abcdefg")).isEqualTo("url-shortener:{06}:clicks:abcdefg");
        assertThat(RedisKeys.link("日本語")).isEqualTo("url-shortener:{05}:link:日本語");
        assertThat(RedisKeys.applied(6)).isEqualTo("url-shortener:{06}:applied");
    }

    @Test
    void a_code_is_read_from_the_key_of_its_link_and_of_nothing_else() {
        assertThat(RedisKeys.codeOf(RedisKeys.link("link:a{b}"))).contains("link:a{b}");
        assertThat(RedisKeys.codeOf(RedisKeys.visits("abcdefg"))).isEmpty();
        assertThat(RedisKeys.codeOf("url-shortener:{codes}:leased:0")).isEmpty();
        assertThat(RedisKeys.codeOf("")).isEmpty();
    }
}
