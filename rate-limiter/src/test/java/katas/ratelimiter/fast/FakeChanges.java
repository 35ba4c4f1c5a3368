package katas.ratelimiter.fast;

import katas.ratelimiter.Changes;

/** Changes that a test makes. */
final class FakeChanges implements Changes {
    private long version;
    private boolean current = true;

    void happen() {
        version++;
    }

    void getOld() {
        current = false;
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public boolean current() {
        return current;
    }
}
