package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.urlshortener.Creation;
import katas.urlshortener.Link;
import katas.urlshortener.LinkChange;
import katas.urlshortener.LinkChange.Outcome;
import katas.urlshortener.Links.Visited;
import katas.urlshortener.NewLink;
import katas.urlshortener.Redirect;
import katas.urlshortener.Resolution;
import katas.urlshortener.Target;
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
        replica = Replica.start(redis.uri());
    }

    @AfterAll
    void stop() {
        replica.close();
    }

    @Test
    void a_link_is_found_changed_and_deleted_by_its_owner() {
        var wanted = new NewLink("ann", new Target("https://a.example/"), null, Redirect.FOUND, null, null, null);

        var created = ((Creation.Created) replica.links.create(wanted, replica.codes)).link();

        assertThat(replica.links.find(created.code(), "ann")).contains(new Visited(created, 0));
        assertThat(replica.links.find(created.code(), "bob")).isEmpty();
        assertThat(replica.resolver.resolve(created.code(), true)).isEqualTo(new Resolution.Leads(created));
        assertThat(replica.links.page("ann", "", 10).links()).contains(created);

        var changed = replica.links.change(
                created.code(),
                "ann",
                new LinkChange(
                        1L,
                        link -> new Link(
                                link.code(),
                                new Target("https://b.example/"),
                                link.owner(),
                                link.redirect(),
                                link.createdAt(),
                                null,
                                null,
                                1)));
        assertThat(changed).isInstanceOf(Outcome.Changed.class);
        assertThat(replica.resolver.resolve(created.code(), true))
                .isInstanceOfSatisfying(
                        Resolution.Leads.class,
                        leads -> assertThat(leads.link().target().uri()).isEqualTo("https://b.example/"));
        assertThat(replica.links.delete(created.code(), "bob")).isFalse();
        assertThat(replica.links.delete(created.code(), "ann")).isTrue();
        assertThat(replica.links.delete(created.code(), "ann")).isTrue();
        assertThat(replica.links.delete(created.code(), "bob")).isFalse();
        assertThat(replica.resolver.resolve(created.code(), true))
                .isEqualTo(new Resolution.Gone(Resolution.Reason.DELETED));
        assertThat(replica.links.page("ann", "", 10).links()).isEmpty();
    }
}
