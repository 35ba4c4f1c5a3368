package katas.webhooks.redis;

import java.time.Duration;
import katas.webhooks.redis.DeliveryRules.Breaker;
import katas.webhooks.redis.DeliveryRules.Failing;
import katas.webhooks.redis.DeliveryRules.InFlight;

/** What deliveries go by unless somebody sets it otherwise. */
public final class Rules {
    public static final DeliveryRules STANDARD = new DeliveryRules(
            Duration.ofSeconds(30),
            Duration.ofDays(7),
            new InFlight(8, 2, 128),
            new Breaker(Duration.ofSeconds(60), 100, 0.5, Duration.ofSeconds(30)),
            new Failing(Duration.ofDays(4), Duration.ofDays(5)));

    private Rules() {}
}
