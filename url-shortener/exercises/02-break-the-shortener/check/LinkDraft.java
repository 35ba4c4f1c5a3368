import java.time.Instant;

/**
 * A link to be.
 *
 * @param alias the code that it is to have; a generated one if null
 * @param expiresAt when it stops to lead anywhere; never if null
 * @param maxVisits how many visits it has; any number if null
 */
record LinkDraft(String target, String alias, Instant expiresAt, Long maxVisits) {

    static LinkDraft to(String target) {
        return new LinkDraft(target, null, null, null);
    }

    LinkDraft alias(String chosen) {
        return new LinkDraft(target, chosen, expiresAt, maxVisits);
    }

    LinkDraft expiresAt(Instant end) {
        return new LinkDraft(target, alias, end, maxVisits);
    }

    LinkDraft maxVisits(long most) {
        return new LinkDraft(target, alias, expiresAt, most);
    }
}
