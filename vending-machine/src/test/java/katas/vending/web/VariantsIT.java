package katas.vending.web;

import static org.assertj.core.api.Assertions.assertThat;

import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.vending.Replica;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Every variant can be started, and serves a lone buyer well; that is how the wrong ones get into production. */
@Lab(Needs.REDIS)
@ExtendWith(OutputCaptureExtension.class)
class VariantsIT {

    @ParameterizedTest
    @CsvSource({"greedy-change, true", "no-journal, false", "naive, false"})
    void a_wrong_variant_says_so_at_its_start_and_yet_sells_to_a_lone_buyer(
            String variant, boolean hasJournal, RedisHandle redis, CapturedOutput log) {
        try (var replica = Replica.start(redis, "katas.vending-machine.variant=" + variant)) {
            var site = Site.at(replica.port(), "of-" + variant);

            var session = site.open(50);
            site.give(site.buyer, "select", "slot", "A1", "session", session);
            site.carryOut();
            var paid = site.carryOut();

            assertThat(log).contains("wrong on purpose variant=" + variant);
            assertThat(paid.json().get("state").stringValue()).isEqualTo("idle");
            assertThat(site.machine().at("/slots/0/stock").intValue()).isEqualTo(4);
            assertThat(site.books().get("balanced").booleanValue()).isTrue();
            assertThat(site.books().at("/recount/agrees").booleanValue()).isEqualTo(hasJournal);
            assertThat(ServiceClient.anonymous(replica.port()).get("/").body())
                    .contains("<strong>" + variant + "</strong>");
        }
    }

    @Test
    void the_right_one_has_nothing_to_warn_of(RedisHandle redis, CapturedOutput log) {
        try (var replica = Replica.start(redis)) {
            assertThat(replica.port()).isPositive();
            assertThat(log).contains("Started ").doesNotContain("wrong on purpose");
        }
    }
}
