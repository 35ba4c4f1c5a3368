package katas.urlshortener.http;

import java.time.Duration;
import katas.urlshortener.MissLimit;

/** Limits nobody: what there is without a rate limiter. */
final class NoMissLimit implements MissLimit {
    @Override
    public Duration wait(String source) {
        return Duration.ZERO;
    }

    @Override
    public Duration missed(String source) {
        return Duration.ZERO;
    }
}
