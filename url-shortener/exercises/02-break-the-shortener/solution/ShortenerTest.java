import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortenerTest {

    private static final String OLD = "https://example.com/old";
    private static final String NEW = "https://example.com/new";
    private static final Duration MICROSECOND = Duration.of(1, ChronoUnit.MICROS);

    private final Bench bench = new Bench();
    private final Shortener one = bench.replica();
    private final Shortener two = bench.replica();

    @Test
    void gives_every_link_a_code_of_its_own() {
        var codes = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            codes.add(create(one, LinkDraft.to(OLD)));
            codes.add(create(two, LinkDraft.to(OLD)));
        }

        assertThat(codes).doesNotHaveDuplicates();
    }

    @Test
    void sees_an_edit_that_overtakes_its_read() {
        var code = create(one, LinkDraft.to(OLD));
        bench.afterRead(() -> two.edit(code, NEW));

        one.resolve(code);

        assertThat(one.resolve(code)).isEqualTo(new Answer.Leads(NEW));
    }

    @Test
    void sees_a_link_that_another_replica_creates_where_there_was_none() {
        assertThat(one.resolve("spring")).isEqualTo(new Answer.Unknown());

        create(two, LinkDraft.to(NEW).alias("spring"));

        assertThat(one.resolve("spring")).isEqualTo(new Answer.Leads(NEW));
    }

    @Test
    void lets_one_of_two_visitors_have_the_last_visit() {
        var code = create(one, LinkDraft.to(OLD).maxVisits(1));
        var answers = new ArrayList<Answer>();
        bench.afterCount(() -> answers.add(two.resolve(code)));

        answers.add(one.resolve(code));

        assertThat(answers).containsExactlyInAnyOrder(new Answer.Leads(OLD), new Answer.Gone());
    }

    @Test
    void leads_on_until_its_end_and_not_when_that_has_come() {
        var code = create(one, LinkDraft.to(OLD).expiresAt(bench.now().plusSeconds(60)));

        bench.advance(Duration.ofSeconds(60).minus(MICROSECOND));
        assertThat(one.resolve(code)).isEqualTo(new Answer.Leads(OLD));

        bench.advance(MICROSECOND);
        assertThat(one.resolve(code)).isEqualTo(new Answer.Gone());
    }

    @Test
    void knows_an_alias_however_its_accents_are_typed() {
        create(one, LinkDraft.to(OLD).alias("cr\u00e8me"));

        assertThat(one.resolve("cre\u0300me")).isEqualTo(new Answer.Leads(OLD));
    }

    @Test
    void never_gives_out_again_what_was_deleted() {
        create(one, LinkDraft.to(OLD).alias("spring"));
        one.delete("spring");

        assertThat(two.create(LinkDraft.to(NEW).alias("spring"))).isEmpty();
        assertThat(two.resolve("spring")).isEqualTo(new Answer.Gone());
    }

    @Test
    void counts_a_click_once_however_often_and_in_whatever_batches_it_comes() {
        var code = create(one, LinkDraft.to(OLD));
        one.deliver(0, List.of(code, code));
        one.deliver(2, List.of(code));

        one.deliver(0, List.of(code, code));
        one.deliver(1, List.of(code, code, code));

        assertThat(one.clicks(code)).isEqualTo(4);
    }

    private static String create(Shortener replica, LinkDraft draft) {
        return replica.create(draft).orElseThrow();
    }
}
