package katas.urlshortener;

import java.util.Arrays;
import java.util.Optional;

/** How a link sends its visitors on: the HTTP status. */
public enum Redirect {
    /** For good; browsers and caches remember it, so edits are not seen and visits not counted. */
    MOVED_PERMANENTLY(301, true),
    /** For now; what a link does unless it says otherwise. */
    FOUND(302, false),
    /** For now, keeping method and body. */
    TEMPORARY_REDIRECT(307, false),
    /** For good, keeping method and body. */
    PERMANENT_REDIRECT(308, true);

    private final int status;
    private final boolean permanent;

    Redirect(int status, boolean permanent) {
        this.status = status;
        this.permanent = permanent;
    }

    public int status() {
        return status;
    }

    /** Tells whether others may remember it instead of asking again. */
    public boolean permanent() {
        return permanent;
    }

    public static Optional<Redirect> ofStatus(int status) {
        return Arrays.stream(values())
                .filter(redirect -> redirect.status == status)
                .findFirst();
    }
}
