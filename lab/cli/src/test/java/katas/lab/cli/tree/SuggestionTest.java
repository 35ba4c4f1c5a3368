package katas.lab.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> KATAS = List.of("rate-limiter", "url-shortener", "webhooks");

    @Test
    void suggests_the_nearest_name() {
        assertThat(Suggestion.forTypo("rate-limitter", KATAS)).isEqualTo(" Did you mean 'rate-limiter'?");
        assertThat(Suggestion.forTypo("webhook", KATAS)).isEqualTo(" Did you mean 'webhooks'?");
    }

    @Test
    void suggests_a_name_from_its_beginning() {
        assertThat(Suggestion.forTypo("url", KATAS)).isEqualTo(" Did you mean 'url-shortener'?");
    }

    @Test
    void suggests_nothing_when_nothing_is_near() {
        assertThat(Suggestion.forTypo("chat", KATAS)).isEmpty();
        assertThat(Suggestion.forTypo("", KATAS)).isEmpty();
    }

    @Test
    void counts_inserted_deleted_and_replaced_letters() {
        assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestion.distance("abc", "abc")).isZero();
    }
}
