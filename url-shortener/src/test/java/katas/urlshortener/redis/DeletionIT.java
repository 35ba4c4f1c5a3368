package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.urlshortener.Alias;
import katas.urlshortener.Click;
import katas.urlshortener.Creation;
import katas.urlshortener.Link;
import katas.urlshortener.LinkChange;
import katas.urlshortener.LinkChange.Outcome;
import katas.urlshortener.NewLink;
import katas.urlshortener.Redirect;
import katas.urlshortener.Resolution;
import katas.urlshortener.Resolution.Gone;
import katas.urlshortener.Resolution.Leads;
import katas.urlshortener.Resolution.Reason;
import katas.urlshortener.Shards;
import katas.urlshortener.code.CodeSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Links that were deleted. */
@Lab(Needs.REDIS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeletionIT {
    private static final String VISITOR = "0123456789abcdef";

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
    void a_deleted_link_leads_nowhere_on_any_replica_that_had_a_copy() {
        var link = NewLinks.create(replicas.get(0), NewLinks.plain("ann"));
        for (var replica : replicas) {
            assertThat(replica.resolver.resolve(link.code(), true)).isEqualTo(new Leads(link));
        }

        assertThat(replicas.get(0).links.delete(link.code(), "ann")).isTrue();

        assertThat(replicas.get(0).resolver.resolve(link.code(), true)).isEqualTo(gone());
        for (var replica : replicas) {
            Patience.until(() -> replica.resolver.resolve(link.code(), true).equals(gone()));
        }
    }

    @Test
    void nothing_is_left_of_a_deleted_link_but_that_there_was_one() {
        var replica = replicas.get(0);
        var wanted =
                new NewLink("secret-owner", NewLinks.TARGET, new Alias("spring-sale"), Redirect.FOUND, null, 10L, null);
        var link = NewLinks.create(replica, wanted);
        replica.resolver.resolve(link.code(), true);
        var at = Instant.parse("2030-01-02T03:04:05Z");
        for (int day = 0; day < 3; day++) {
            click(replica, new Click(link.code(), at.plus(day, ChronoUnit.DAYS), VISITOR, "blog.example"));
        }
        assertThat(keysOf(link)).hasSizeGreaterThan(4);

        replica.links.delete(link.code(), "secret-owner");

        assertThat(keysOf(link)).containsExactly(RedisKeys.link(link.code()));
        assertThat(replica.stored(link.code()).orElseThrow()).doesNotContain("secret-owner", NewLinks.TARGET.uri());
        assertThat(replica.links.page("secret-owner", "", 10).links()).isEmpty();
        assertThat(replica.listed("secret-owner")).isZero();
        assertThat(replica.links.find(link.code(), "secret-owner")).isEmpty();
    }

    @Test
    void a_click_that_is_counted_late_brings_nothing_back() {
        var replica = replicas.get(0);
        var link = NewLinks.create(replica, NewLinks.aliased("ann", "late-click"));
        replica.links.delete(link.code(), "ann");

        click(replica, new Click(link.code(), Instant.parse("2030-01-02T03:04:05Z"), VISITOR, ""));

        assertThat(keysOf(link)).containsExactly(RedisKeys.link(link.code()));
    }

    @Test
    void the_alias_of_a_deleted_link_is_nobodys_again_not_even_its_owners() {
        var wanted = NewLinks.aliased("ann", "black-friday");
        var link = NewLinks.create(replicas.get(0), wanted);
        replicas.get(0).links.delete(link.code(), "ann");

        assertThat(replicas.get(1).links.create(wanted, replicas.get(1).codes)).isEqualTo(new Creation.AliasTaken());
        assertThat(replicas.get(2).links.create(NewLinks.aliased("bob", "black-friday"), replicas.get(2).codes))
                .isEqualTo(new Creation.AliasTaken());
    }

    @Test
    void the_code_of_a_deleted_link_is_not_given_out_again() {
        var replica = replicas.get(0);
        var link = NewLinks.create(replica, NewLinks.plain("ann"));
        replica.links.delete(link.code(), "ann");

        var again = NewLinks.created(replica.links.create(NewLinks.plain("bob"), firstTrying(link.code(), replica)));

        assertThat(again.code()).isNotEqualTo(link.code());
        assertThat(replica.resolver.resolve(link.code(), true)).isEqualTo(gone());
    }

    @Test
    void a_deleted_link_is_deleted_again_by_its_owner_and_is_unknown_to_others() {
        var replica = replicas.get(0);
        var link = NewLinks.create(replica, NewLinks.plain("ann"));

        assertThat(replica.links.delete(link.code(), "bob")).isFalse();
        assertThat(replica.links.delete(link.code(), "ann")).isTrue();
        assertThat(replica.links.delete(link.code(), "ann")).isTrue();
        assertThat(replica.links.delete(link.code(), "bob")).isFalse();
        assertThat(replica.links.change(link.code(), "ann", new LinkChange(null, before -> before)))
                .isEqualTo(new Outcome.NotFound());
    }

    @Test
    void a_creation_that_is_repeated_after_its_link_was_deleted_brings_nothing_back() {
        var replica = replicas.get(0);
        var wanted = NewLinks.once("ann", "key", "digest");
        var link = NewLinks.create(replica, wanted);
        replica.links.delete(link.code(), "ann");

        assertThat(NewLinks.create(replica, wanted)).isEqualTo(link);

        assertThat(replica.resolver.resolve(link.code(), true)).isEqualTo(gone());
    }

    private static void click(Replica replica, Click click) {
        var rollups = new RedisRollups(replica.patient());
        int shard = Shards.of(click.code());
        long position = rollups.position(shard);
        rollups.apply(shard, position, position + 1, List.of(click));
    }

    private List<String> keysOf(Link link) {
        return replicas.get(0).keys("*" + link.code() + "*");
    }

    private static CodeSource firstTrying(String code, Replica replica) {
        var tried = new AtomicBoolean();
        return new CodeSource() {
            @Override
            public String next() {
                return tried.getAndSet(true) ? replica.codes.next() : code;
            }

            @Override
            public boolean excludes(String text) {
                return false;
            }
        };
    }

    private static Resolution gone() {
        return new Gone(Reason.DELETED);
    }
}
