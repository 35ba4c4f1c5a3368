package katas.webhooks.redis;

import io.lettuce.core.api.async.RedisAsyncCommands;
import katas.webhooks.StoreUnavailable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells whether Redis answers on the connection that everything here is asked on: another one may be well while this is not. */
public final class RedisHealth extends AbstractHealthIndicator {
    private final RedisLink redis;

    public RedisHealth(RedisLink redis) {
        this.redis = redis;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        try {
            var _ = redis.<String>call(RedisAsyncCommands::ping);
            health.up();
        } catch (StoreUnavailable e) {
            health.down().withDetail("reason", String.valueOf(e.getMessage()));
        }
    }
}
