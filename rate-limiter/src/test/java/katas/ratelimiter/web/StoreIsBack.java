package katas.ratelimiter.web;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import katas.ratelimiter.Algorithm;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Limit;
import katas.ratelimiter.OnOutage;
import katas.ratelimiter.Policy;
import katas.ratelimiter.RateLimiter;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Waits until the service counts again: the class before may have ended an outage that only the next pulse sees. */
final class StoreIsBack implements BeforeAllCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Policy PROBE = new Policy(
            "probe", Algorithm.TOKEN_BUCKET, List.of(new Limit(1_000, Duration.ofSeconds(1))), OnOutage.CLOSED);

    @Override
    public void beforeAll(ExtensionContext context) {
        var limiter = SpringExtension.getApplicationContext(context).getBean(RateLimiter.class);
        await().atMost(PATIENCE).until(() -> limiter.tryAcquire(PROBE, "probe", 1) instanceof Decision.Allowed);
    }
}
