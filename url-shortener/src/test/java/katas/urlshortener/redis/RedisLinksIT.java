package katas.urlshortener.redis;

import static katas.urlshortener.redis.NewLinks.OTHER_TARGET;
import static katas.urlshortener.redis.NewLinks.leading;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.urlshortener.Alias;
import katas.urlshortener.Link;
import katas.urlshortener.LinkChange;
import katas.urlshortener.LinkChange.Outcome;
import katas.urlshortener.LinkChange.Outcome.Changed;
import katas.urlshortener.Links.Visited;
import katas.urlshortener.Lookup;
import katas.urlshortener.NewLink;
import katas.urlshortener.Redirect;
import katas.urlshortener.Resolution.Leads;
import katas.urlshortener.cache.CacheCounts;
import katas.urlshortener.cache.ReadThrough;
import katas.urlshortener.redis.LinkCreator.Plan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What owners do with their links. */
@Lab(Needs.REDIS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisLinksIT {
    private Replica replica;

    @BeforeAll
    void start(RedisHandle redis) {
        replica = Replica.of(redis.uri()).patient().start();
    }

    @AfterAll
    void stop() {
        replica.close();
    }

    @Test
    void a_link_is_found_by_its_owner_as_it_was_created_and_by_nobody_else() {
        var wanted = new NewLink(
                "Ænn:1",
                NewLinks.TARGET,
                new Alias("Größe-ﬁ-日本"),
                Redirect.PERMANENT_REDIRECT,
                Instant.parse("2999-12-31T23:59:59.123456789Z"),
                Long.MAX_VALUE,
                null);

        var link = NewLinks.create(replica, wanted);

        assertThat(link.expiresAt()).isEqualTo(Instant.parse("2999-12-31T23:59:59.123456Z"));
        assertThat(replica.links.find(link.code(), "Ænn:1")).contains(new Visited(link, 0));
        assertThat(replica.resolver.resolve(link.code(), true)).isEqualTo(new Leads(link));
        assertThat(replica.links.find(link.code(), "Ænn:1")).contains(new Visited(link, 1));
        assertThat(replica.links.find(link.code(), "bob")).isEmpty();
        assertThat(replica.links.find("nothing", "Ænn:1")).isEmpty();
    }

    @Test
    void a_link_is_changed_by_its_owner_and_by_nobody_else() {
        var link = NewLinks.create(replica, NewLinks.plain("ann"));
        assertThat(replica.resolver.resolve(link.code(), true)).isEqualTo(new Leads(link));

        var others = change(link, "bob", 1L);
        var owners = change(link, "ann", 1L);
        var late = change(link, "ann", 1L);
        var whatever = change(link, "ann", null);

        assertThat(others).isEqualTo(new Outcome.NotFound());
        assertThat(owners).isEqualTo(new Changed(version(2, leading(link, OTHER_TARGET))));
        assertThat(late).isEqualTo(new Outcome.VersionMoved(2));
        assertThat(whatever).isEqualTo(new Changed(version(3, leading(link, OTHER_TARGET))));
        assertThat(replica.resolver.resolve(link.code(), true))
                .isEqualTo(new Leads(version(3, leading(link, OTHER_TARGET))));
    }

    @Test
    void copies_here_are_told_at_once_of_what_is_written_here() {
        var told = new ArrayList<String>();
        var links = new RedisLinks(replica.patient(), telling(told), new SecureRandom());

        var link = NewLinks.created(links.create(NewLinks.plain("ann"), replica.codes));
        links.change(link.code(), "ann", new LinkChange(null, before -> leading(before, OTHER_TARGET)));
        links.delete(link.code(), "ann");

        assertThat(told).containsExactly(link.code(), link.code(), link.code());
    }

    @Test
    void one_of_20_concurrent_changes_of_a_version_is_made_and_all_that_take_any_version() {
        var strict = NewLinks.create(replica, NewLinks.plain("ann"));
        var loose = NewLinks.create(replica, NewLinks.plain("ann"));

        var strictly = LoadDriver.run(20, _ -> change(strict, "ann", 1L) instanceof Changed);
        var loosely = LoadDriver.run(20, _ -> change(loose, "ann", null) instanceof Changed);

        assertThat(strictly.count(true)).isEqualTo(1);
        assertThat(loosely.count(true)).isEqualTo(20);
        assertThat(replica.links.find(loose.code(), "ann").orElseThrow().link().version())
                .isEqualTo(21);
    }

    @Test
    void a_change_that_would_end_a_link_in_the_past_is_refused() {
        var link = NewLinks.create(replica, NewLinks.plain("ann"));
        var past = RedisTime.parse(replica.patient().call(commands -> commands.time()));

        var outcome = replica.links.change(link.code(), "ann", new LinkChange(null, before -> expiring(before, past)));

        assertThat(outcome).isEqualTo(new Outcome.AlreadyExpired(past));
        assertThat(replica.links.find(link.code(), "ann")).contains(new Visited(link, 0));
    }

    @Test
    void pages_show_every_link_once_newest_first_also_while_others_come() {
        for (int i = 0; i < 7; i++) {
            NewLinks.create(replica, NewLinks.plain("pages"));
        }
        var shown = new HashSet<Link>();
        var cursor = "";
        var newest = Instant.MAX;

        for (int page = 0; page < 4; page++) {
            var found = replica.links.page("pages", cursor, 2);
            assertThat(found.links()).hasSize(page < 3 ? 2 : 1);
            for (var link : found.links()) {
                assertThat(link.createdAt()).isBeforeOrEqualTo(newest);
                newest = link.createdAt();
            }
            shown.addAll(found.links());
            NewLinks.create(replica, NewLinks.plain("pages"));
            cursor = found.next() == null ? "none" : found.next();
        }

        assertThat(cursor).isEqualTo("none");
        assertThat(shown).hasSize(7);
    }

    @Test
    void a_last_page_that_is_full_names_no_other() {
        NewLinks.create(replica, NewLinks.plain("two"));
        NewLinks.create(replica, NewLinks.plain("two"));

        assertThat(replica.links.page("two", "", 2).next()).isNull();
        assertThat(replica.links.page("two", "", 1).next()).isNotNull();
        assertThat(replica.links.page("nobody", "", 2).links()).isEmpty();
        assertThat(replica.links.page("two", "nonsense", 2).links()).hasSize(2);
    }

    @Test
    void entries_that_lead_nowhere_are_removed_when_they_are_a_minute_old_and_skipped_before() {
        var link = NewLinks.create(replica, NewLinks.plain("heals"));
        long now = link.createdAt().toEpochMilli();
        for (long age : new long[] {0, 50_000, 70_000, 80_000, 90_000}) {
            list("heals", now - age, "missing" + age);
        }
        list("heals", now - 70_000, link.code());

        var page = replica.links.page("heals", "", 1);

        assertThat(page.links()).containsExactly(link);
        assertThat(replica.links.page("heals", "", 10).links()).containsExactly(link);
        assertThat(replica.listed("heals")).isEqualTo(3);
    }

    @Test
    void a_creation_that_is_repeated_after_its_entry_was_removed_is_listed_again() {
        var wanted = NewLinks.once("relisted", "key", "digest");
        var link = NewLinks.create(replica, wanted);
        replica.patient().call(commands -> commands.del(new OwnersLinks("relisted").list()));

        NewLinks.create(replica, wanted);

        assertThat(replica.links.page("relisted", "", 10).links()).containsExactly(link);
    }

    @Test
    void a_creation_that_takes_so_long_that_its_entry_is_removed_meanwhile_is_listed_all_the_same() {
        var creator = new LinkCreator(replica.patient(), new SecureRandom());
        var wanted = NewLinks.once("slow", "key", "digest");
        creator.plan(wanted, replica.codes.next(), "");
        var once = new OwnersLinks("slow").once("key");
        var longAgo = "%013d".formatted(Instant.parse("2020-01-02T03:04:05Z").toEpochMilli());
        replica.patient().call(commands -> commands.hset(once, "at", longAgo));

        var plan = Plan.of(creator.plan(wanted, replica.codes.next(), ""));
        assertThat(replica.links.page("slow", "", 10).links()).isEmpty();
        assertThat(replica.listed("slow")).isEqualTo(1);
        var link = LinkCreator.link(wanted, plan);
        assertThat(creator.carryOut(plan, link)).isTrue();

        assertThat(replica.links.page("slow", "", 10).links()).containsExactly(link);
    }

    private static ReadThrough<String, Lookup> telling(List<String> told) {
        return new ReadThrough<>() {
            @Override
            public Lookup get(String code) {
                return new Lookup.Absent();
            }

            @Override
            public void changed(String code) {
                told.add(code);
            }

            @Override
            public CacheCounts counts() {
                return new CacheCounts(0, 0, 0, 0);
            }
        };
    }

    private Outcome change(Link link, String owner, @Nullable Long expected) {
        return replica.links.change(
                link.code(), owner, new LinkChange(expected, before -> leading(before, OTHER_TARGET)));
    }

    private void list(String owner, long millis, String code) {
        replica.patient()
                .call(commands -> commands.zadd(new OwnersLinks(owner).list(), 0, "%013d:%s".formatted(millis, code)));
    }

    private static Link version(long version, Link link) {
        return new Link(
                link.code(),
                link.target(),
                link.owner(),
                link.redirect(),
                link.createdAt(),
                link.expiresAt(),
                link.maxVisits(),
                version);
    }

    private static Link expiring(Link link, Instant at) {
        return new Link(
                link.code(),
                link.target(),
                link.owner(),
                link.redirect(),
                link.createdAt(),
                at,
                link.maxVisits(),
                link.version());
    }
}
