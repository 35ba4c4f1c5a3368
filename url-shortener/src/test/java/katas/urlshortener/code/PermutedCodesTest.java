package katas.urlshortener.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutedCodesTest {
    private final CodePermutation permutation = Keys.permutation(2);
    private final Leases leases = new Leases();
    private final PermutedCodes codes =
            new PermutedCodes(permutation, new LeasedIds(size -> leases.lease(1, size), 10), leases);

    @Test
    void gives_out_the_codes_of_leased_ids_under_the_current_key() {
        assertThat(codes.next()).isEqualTo(permutation.code(1, 0));
        assertThat(codes.next()).isEqualTo(permutation.code(1, 1));
    }

    @Test
    void excludes_what_was_not_leased_yet() {
        leases.lease(0, 100);
        leases.lease(1, 10);

        assertThat(codes.excludes(permutation.code(0, 99))).isFalse();
        assertThat(codes.excludes(permutation.code(0, 100))).isTrue();
        assertThat(codes.excludes(permutation.code(1, 9))).isFalse();
        assertThat(codes.excludes(permutation.code(1, 10))).isTrue();
    }

    @Test
    void never_excludes_what_another_replica_leased() {
        var other = new PermutedCodes(permutation, new LeasedIds(size -> leases.lease(1, size), 10), leases);

        for (int i = 0; i < 100; i++) {
            assertThat(codes.excludes(other.next())).isFalse();
        }
    }

    @Test
    void never_excludes_its_own_codes_even_before_word_of_the_lease_has_come_back() {
        leases.late = true;

        for (int i = 0; i < 100; i++) {
            assertThat(codes.excludes(codes.next())).isFalse();
        }
    }

    @Test
    void never_excludes_codes_of_a_newer_key_that_other_replicas_have_already() {
        var newer = Keys.permutation(3);
        var code = newer.code(2, 0);
        assertThat(codes.excludes(code)).isTrue();

        leases.lease(2, 10);

        assertThat(codes.excludes(code)).isFalse();
    }

    @Test
    void excludes_nothing_once_there_are_codes_that_no_key_made() {
        var code = permutation.code(1, 10);
        assertThat(codes.excludes(code)).isTrue();

        leases.lease(PermutedCodes.WITHOUT_KEY, 1);

        assertThat(codes.excludes(code)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "spring-sale", "日本語", "0000000A", "000000-"})
    void never_excludes_what_may_be_an_alias(String text) {
        assertThat(codes.excludes(text)).isFalse();
    }

    @Test
    void excludes_nothing_while_nobody_can_tell_what_was_leased() {
        leases.away = true;

        assertThat(codes.excludes(permutation.code(0, 1_000_000))).isFalse();
    }

    @Test
    void says_so_when_the_codes_of_a_key_are_used_up() {
        var last = new PermutedCodes(permutation, new LeasedIds(_ -> CodePermutation.IDS - 1, 2), leases);

        assertThat(last.next()).isEqualTo(permutation.code(1, CodePermutation.IDS - 1));
        assertThatIllegalStateException().isThrownBy(last::next).withMessageContaining("add a key");
    }
}
