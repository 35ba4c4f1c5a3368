package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.urlshortener.Creation.AliasTaken;
import katas.urlshortener.Creation.Created;
import katas.urlshortener.Creation.KeyReused;
import katas.urlshortener.Link;
import katas.urlshortener.NewLink;
import katas.urlshortener.code.CodeSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Creations that meet, that are repeated, and that end half way. */
@Lab(Needs.REDIS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CreationIT {
    private List<Replica> replicas = List.of();

    @BeforeAll
    void start(RedisHandle redis) {
        replicas = Stream.generate(() -> Replica.of(redis.uri()).patient().start())
                .limit(3)
                .toList();
    }

    @AfterAll
    void stop() {
        replicas.forEach(Replica::close);
    }

    @Test
    void one_of_100_concurrent_claims_of_an_alias_over_3_replicas_gets_it() {
        var wanted = NewLinks.aliased("claims", "summer-sale");

        var outcomes = LoadDriver.run(100, i -> replica(i).links.create(wanted, replica(i).codes));

        assertThat(outcomes.failures()).isEmpty();
        assertThat(outcomes.count(new AliasTaken())).isEqualTo(99);
        var created = outcomes.results().stream()
                .filter(Created.class::isInstance)
                .map(NewLinks::created)
                .toList();
        assertThat(created).hasSize(1);
        assertThat(replica(1).links.page("claims", "", 10).links()).isEqualTo(created);
        assertThat(replica(0).listed("claims")).isEqualTo(1);
    }

    @Test
    void one_of_100_owners_gets_an_alias_and_the_others_list_nothing() {
        var outcomes = LoadDriver.run(
                100, i -> replica(i).links.create(NewLinks.aliased("owner-" + i, "autumn-sale"), replica(i).codes));

        assertThat(outcomes.count(new AliasTaken())).isEqualTo(99);
        long links = Stream.iterate(0, i -> i + 1)
                .limit(100)
                .mapToLong(i -> replica(0).listed("owner-" + i))
                .sum();
        assertThat(links).isEqualTo(1);
    }

    @Test
    void the_same_creation_50_times_at_once_is_one_link() {
        var wanted = NewLinks.once("repeats", "key", "digest");

        var outcomes = LoadDriver.run(50, i -> replica(i).links.create(wanted, replica(i).codes));

        assertThat(outcomes.failures()).isEmpty();
        var links =
                new HashSet<>(outcomes.results().stream().map(NewLinks::created).toList());
        assertThat(links).hasSize(1);
        assertThat(replica(0).links.page("repeats", "", 10).links()).containsExactlyElementsOf(links);
    }

    @Test
    void the_same_key_for_something_else_is_told_apart_also_at_once() {
        var outcomes = LoadDriver.run(
                100, i -> replica(i).links.create(NewLinks.once("reuses", "key", "digest-" + i % 2), replica(i).codes));

        assertThat(outcomes.count(new KeyReused())).isEqualTo(50);
        assertThat(replica(0).links.page("reuses", "", 10).links()).hasSize(1);
    }

    @Test
    void the_same_key_of_two_owners_is_two_keys() {
        var anns = create(NewLinks.once("ann", "key", "digest"));
        var bobs = create(NewLinks.once("bob", "key", "another"));

        assertThat(anns).isNotEqualTo(bobs);
    }

    @Test
    void an_alias_is_taken_from_nobody_who_repeats_its_creation() {
        var once = new NewLink.Once("key", "digest");
        var alias = NewLinks.aliased("again", "winter-sale");
        var wanted = new NewLink("again", alias.target(), alias.alias(), alias.redirect(), null, null, once);
        var first = create(wanted);

        var others = replica(1).links.create(NewLinks.aliased("other", "winter-sale"), replica(1).codes);
        var again = create(wanted);

        assertThat(others).isEqualTo(new AliasTaken());
        assertThat(again).isEqualTo(first);
    }

    @Test
    void a_creation_that_ended_after_its_first_trip_is_finished_by_who_repeats_it() {
        var wanted = NewLinks.once("crash", "key", "digest");
        var planned = creator().plan(wanted, replica(0).codes.next(), "");
        var listedHalfWay = replica(1).links.page("crash", "", 10).links();

        var link = NewLinks.created(replica(1).links.create(wanted, replica(1).codes));

        assertThat(listedHalfWay).isEmpty();
        assertThat(planned).contains(link.code());
        assertThat(replica(2).links.page("crash", "", 10).links()).containsExactly(link);
        assertThat(replica(0).listed("crash")).isEqualTo(1);
    }

    @Test
    void a_creation_that_nobody_repeats_leaves_nothing_behind_that_anybody_sees() {
        var code = replica(0).codes.next();
        creator().plan(NewLinks.plain("quitter"), code, "");

        assertThat(replica(1).links.page("quitter", "", 10).links()).isEmpty();
        assertThat(replica(1).links.find(code, "quitter")).isEmpty();
    }

    @Test
    void a_generated_code_that_is_taken_is_replaced_for_everybody_who_repeats_the_creation() {
        var first = create(NewLinks.plain("holder"));
        var free = replica(0).codes.next();
        var wanted = NewLinks.once("unlucky", "key", "digest");

        var link = NewLinks.created(replica(0).links.create(wanted, codes(first.code(), free)));
        var again = NewLinks.created(replica(1).links.create(wanted, codes(first.code())));

        assertThat(link.code()).isEqualTo(free);
        assertThat(again).isEqualTo(link);
        assertThat(replica(0).listed("unlucky")).isEqualTo(1);
    }

    private Link create(NewLink wanted) {
        return NewLinks.create(replica(0), wanted);
    }

    private LinkCreator creator() {
        return new LinkCreator(replica(0).patient(), new SecureRandom());
    }

    private static CodeSource codes(String... codes) {
        Queue<String> rest = new ArrayDeque<>(List.of(codes));
        return new CodeSource() {
            @Override
            public String next() {
                return rest.remove();
            }

            @Override
            public boolean excludes(String code) {
                return false;
            }
        };
    }

    private Replica replica(int number) {
        return replicas.get(number % replicas.size());
    }
}
