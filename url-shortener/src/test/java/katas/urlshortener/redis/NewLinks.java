package katas.urlshortener.redis;

import java.time.Instant;
import java.util.Set;
import katas.urlshortener.Alias;
import katas.urlshortener.Creation;
import katas.urlshortener.Link;
import katas.urlshortener.NewLink;
import katas.urlshortener.NewLink.Once;
import katas.urlshortener.Redirect;
import katas.urlshortener.Target;

/** Links to be, each with what a test is about and nothing else. */
final class NewLinks {
    static final Target TARGET = new Target("https://example.org/first");
    static final Target OTHER_TARGET = new Target("https://example.org/second");

    private NewLinks() {}

    static NewLink plain(String owner) {
        return new NewLink(owner, TARGET, null, Redirect.FOUND, null, null, null);
    }

    static NewLink aliased(String owner, String alias) {
        return new NewLink(owner, TARGET, Alias.parse(alias, Set.of()), Redirect.FOUND, null, null, null);
    }

    static NewLink limited(String owner, long maxVisits) {
        return new NewLink(owner, TARGET, null, Redirect.FOUND, null, maxVisits, null);
    }

    static NewLink expiring(String owner, Instant at) {
        return new NewLink(owner, TARGET, null, Redirect.FOUND, at, null, null);
    }

    static NewLink once(String owner, String key, String request) {
        return new NewLink(owner, TARGET, null, Redirect.FOUND, null, null, new Once(key, request));
    }

    /** Creates a link that nothing stands in the way of. */
    static Link create(Replica replica, NewLink wanted) {
        return created(replica.links.create(wanted, replica.codes));
    }

    static Link created(Creation creation) {
        if (creation instanceof Creation.Created(var link)) {
            return link;
        }
        throw new AssertionError("not created: " + creation);
    }

    /** The same link leading elsewhere. */
    static Link leading(Link link, Target target) {
        return new Link(
                link.code(),
                target,
                link.owner(),
                link.redirect(),
                link.createdAt(),
                link.expiresAt(),
                link.maxVisits(),
                link.version());
    }
}
