package katas.webhooks.redis;

import java.util.regex.Pattern;

/**
 * Tells apart what Redis refuses now and what it would refuse again.
 *
 * <p>The former are about the server or who may ask it, and end when it has recovered or somebody has mended it; they say
 * nothing of what was asked, so that can wait. All others are faults: ours, or of what is stored.
 */
final class Refusals {
    /** A script's error has the code within it, before Redis 7. */
    private static final Pattern PASSING =
            Pattern.compile("(^|: -?)(OOM|LOADING|READONLY|MISCONF|BUSY|NOREPLICAS|MASTERDOWN"
                    + "|CLUSTERDOWN|TRYAGAIN|NOAUTH|WRONGPASS|NOPERM) ");

    private Refusals() {}

    /** @param message as Redis says it, with its code */
    static boolean pass(String message) {
        return PASSING.matcher(message).find();
    }
}
