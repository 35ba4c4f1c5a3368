package katas.ratelimiter.outage;

import java.time.Duration;
import katas.lab.testing.RedisHandle;

/** The ways in which Redis fails its callers. */
enum Fault {
    KILLED,
    PAUSED,
    SLOW_BY_HALF_A_SECOND,
    CUT_OFF;

    void strike(RedisHandle redis) {
        switch (this) {
            case KILLED -> redis.kill();
            case PAUSED -> redis.pause();
            case SLOW_BY_HALF_A_SECOND -> redis.delay(Duration.ofMillis(500));
            case CUT_OFF -> redis.cut();
        }
    }
}
