package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void no_two_sessions_are_alike() {
        var tokens = new Tokens(new SecureRandom());

        assertThat(Stream.generate(tokens::next).limit(1_000)).doesNotHaveDuplicates();
    }

    @Test
    void a_machine_knows_a_session_by_a_digest_from_which_nobody_gets_back() {
        var session = Tokens.sessionOf("ses_a");

        assertThat(session).isEqualTo(Tokens.sessionOf("ses_a")).isNotEqualTo(Tokens.sessionOf("ses_b"));
        assertThat(session.id()).matches("[0-9a-f]{32}").doesNotContain("ses_a");
    }

    @Test
    void made_up_ids_sort_by_the_time_they_were_made_at() {
        var random = new Random(1);
        var ids = Stream.of("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.001Z", "2029-12-31T23:59:59Z")
                .map(Instant::parse)
                .map(at -> new MachineIds(InstantSource.fixed(at), random).next())
                .toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(List.of(ids.getFirst(), ids.getLast())).allMatch(MachineRequest::isId);
    }
}
