package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import katas.urlshortener.Link;
import katas.urlshortener.Lookup;
import katas.urlshortener.Redirect;
import katas.urlshortener.Target;
import katas.urlshortener.redis.StoredLink.Standing;
import katas.urlshortener.redis.StoredLink.Tombstone;
import org.junit.jupiter.api.Test;

class StoredLinkTest {
    private static final Link LINK = new Link(
            "abc",
            new Target("https://example.org/a?b=%22c%22"),
            "ann",
            Redirect.TEMPORARY_REDIRECT,
            Instant.parse("2030-01-02T03:04:05.678Z"),
            Instant.parse("2031-01-02T03:04:05.678901Z"),
            7L,
            3);
    private static final String TEXT = """
            {"v":1,"link":{"target":"https://example.org/a?b=%22c%22","owner":"ann","redirect":307,\
            "createdAt":1893553445678,"expiresAt":1925089445678901,"maxVisits":7,"version":3,"creation":"c1"}}""";

    @Test
    void a_link_is_kept_in_this_format_and_read_again() {
        assertThat(StoredLink.write(new Standing(LINK, "c1"))).isEqualTo(TEXT);
        assertThat(StoredLink.read("abc", TEXT)).isEqualTo(new Standing(LINK, "c1"));
    }

    @Test
    void what_a_link_does_not_have_is_not_kept() {
        var plain = new Link("abc", LINK.target(), "ann", Redirect.FOUND, Instant.ofEpochMilli(1), null, null, 1);

        var text = StoredLink.write(new Standing(plain, "c1"));

        assertThat(text).doesNotContain("null", "expiresAt", "maxVisits");
        assertThat(StoredLink.lookup("abc", text)).isEqualTo(new Lookup.Existing(plain));
    }

    @Test
    void a_deleted_link_is_told_from_an_absent_one() {
        var text = "{\"v\":1,\"deleted\":{\"owner\":\"digest\",\"creation\":\"c1\"}}";

        assertThat(StoredLink.read("abc", text)).isEqualTo(new Tombstone("digest", "c1"));
        assertThat(StoredLink.lookup("abc", text)).isEqualTo(new Lookup.Deleted());
        assertThat(StoredLink.lookup("abc", null)).isEqualTo(new Lookup.Absent());
    }

    @Test
    void another_format_is_refused_and_not_guessed_at() {
        isRefused(TEXT.replace("\"v\":1", "\"v\":2"));
        isRefused(TEXT.replace("\"v\":1,", ""));
        isRefused(TEXT.replace("\"owner\"", "\"boss\":1,\"owner\""));
        isRefused(TEXT.replace("307", "306"));
        isRefused("{\"v\":1}");
        isRefused("https://example.org/");
    }

    private static void isRefused(String text) {
        assertThatThrownBy(() -> StoredLink.read("abc", text)).isInstanceOf(UnknownFormat.class);
    }
}
