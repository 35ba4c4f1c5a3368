package katas.urlshortener.redis;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import katas.urlshortener.Link;
import katas.urlshortener.Lookup;
import katas.urlshortener.Redirect;
import katas.urlshortener.Target;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is kept of a code, as JSON, which the scripts read as well.
 *
 * <p>Every text says in {@code v} which format it is in, and any other is refused: a service that guesses at a newer one
 * would write what it did not understand back without it. Times are whole numbers, for Redis to compare: milliseconds of
 * the creation, microseconds of the expiry.
 */
sealed interface StoredLink {
    int FORMAT = 1;

    /**
     * A link.
     *
     * @param creation tells this link's creation from any other
     */
    record Standing(Link link, String creation) implements StoredLink {}

    /**
     * What remembers that a code was used.
     *
     * @param owner digest of who had it
     * @param creation of the link that was deleted
     */
    record Tombstone(String owner, String creation) implements StoredLink {}

    /**
     * Reads what is kept.
     *
     * @throws UnknownFormat if this service does not know it
     */
    static StoredLink read(String code, String text) {
        var kept = Kept.parse(text);
        var link = kept.link();
        if (link != null) {
            return new Standing(link.of(code), link.creation());
        }
        if (kept.deleted() != null) {
            return kept.deleted();
        }
        throw new UnknownFormat("neither a link nor a deleted one", null);
    }

    /** Returns what stands behind a code. */
    static Lookup lookup(String code, @Nullable String text) {
        if (text == null) {
            return new Lookup.Absent();
        }
        return switch (read(code, text)) {
            case Standing(var link, var _) -> new Lookup.Existing(link);
            case Tombstone _ -> new Lookup.Deleted();
        };
    }

    /** Returns what to keep of a link. */
    static String write(Standing standing) {
        return Kept.JSON.writeValueAsString(new Kept(FORMAT, KeptLink.of(standing.link(), standing.creation()), null));
    }

    /** What the text looks like. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Kept(int v, @Nullable KeptLink link, @Nullable Tombstone deleted) {
        private static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        static Kept parse(String text) {
            try {
                var kept = JSON.readValue(text, Kept.class);
                if (kept.v() != FORMAT) {
                    throw new UnknownFormat("format %d, and this service reads %d".formatted(kept.v(), FORMAT), null);
                }
                return kept;
            } catch (JacksonException e) {
                throw new UnknownFormat("not what this service writes: " + e.getOriginalMessage(), e);
            }
        }
    }

    /** A link without its code, which is in the key. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record KeptLink(
            String target,
            String owner,
            int redirect,
            long createdAt,
            @Nullable Long expiresAt,
            @Nullable Long maxVisits,
            long version,
            String creation) {

        static KeptLink of(Link link, String creation) {
            var expiresAt = link.expiresAt();
            return new KeptLink(
                    link.target().uri(),
                    link.owner(),
                    link.redirect().status(),
                    link.createdAt().toEpochMilli(),
                    expiresAt == null ? null : RedisTime.micros(expiresAt),
                    link.maxVisits(),
                    link.version(),
                    creation);
        }

        Link of(String code) {
            return new Link(
                    code,
                    new Target(target),
                    owner,
                    Redirect.ofStatus(redirect)
                            .orElseThrow(() -> new UnknownFormat("redirect by status " + redirect, null)),
                    Instant.ofEpochMilli(createdAt),
                    expiresAt == null ? null : RedisTime.ofMicros(expiresAt),
                    maxVisits,
                    version);
        }
    }
}
