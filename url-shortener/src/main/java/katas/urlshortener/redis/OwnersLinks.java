package katas.urlshortener.redis;

import katas.urlshortener.Digests;

/**
 * Where an owner's links are listed: all that one script touches is in the owner's slot, named by a digest.
 *
 * <p>The list holds {@code <milliseconds of the creation>:<code>}, and is a hint: what it names may not be there yet, be
 * gone, or be another's. What is not in the list of its owner for good is only what was never acknowledged.
 */
record OwnersLinks(String owner) {
    String list() {
        return prefix() + "links";
    }

    /** What was planned for a creation that must happen once. */
    String once(String key) {
        return prefix() + "once:" + Digests.shortHex(key);
    }

    /** Returns what a deleted link remembers of its owner: tells owners apart, with another digest for each link. */
    String digestFor(String code) {
        return Digests.shortHex(code + "\n" + owner);
    }

    private String prefix() {
        return "url-shortener:{" + Digests.shortHex(owner) + "}:";
    }
}
