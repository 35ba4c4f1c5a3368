package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.function.Supplier;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.urlshortener.Resolution.Leads;
import katas.urlshortener.StoreUnavailable;
import katas.urlshortener.VisitLimits.Verdict;
import org.junit.jupiter.api.Test;

/** A Redis that answers on some connections only. */
@Lab(Needs.REDIS)
class HalfOpenLineIT {
    private static final Duration BACK_TO_NORMAL = Duration.ofSeconds(2);

    @Test
    void everybody_is_answered_again_when_a_network_swallows_old_connections_and_serves_new_ones(RedisHandle redis)
            throws IOException {
        try (var network = new SwallowingProxy(redis.port());
                var elsewhere = Replica.of(redis.uri()).patient().start();
                var replica = Replica.start("redis://127.0.0.1:" + network.port())) {
            isUsuallyBackToNormal(() -> {
                var link = NewLinks.create(elsewhere, NewLinks.plain("ann"));

                network.swallow();

                return () -> {
                    Patience.until(() -> replica.limits.visit(link.code(), true) == Verdict.GRANTED);
                    Patience.until(() -> replica.keeper.line().isPresent()
                            && replica.resolver.resolve(link.code(), true).equals(new Leads(link)));
                };
            });
        }
    }

    @Test
    void a_redis_that_grants_no_tracked_connection_is_asked_again_after_an_outage(RedisHandle redis) {
        var untracked =
                AclSetuserArgs.Builder.on().nopass().allKeys().allCommands().removeCommand(CommandType.CLIENT);
        try (var admin = Replica.of(redis.uri()).patient().start()) {
            admin.patient().call(commands -> commands.aclSetuser("untracked", untracked));
            try (var replica = Replica.start(redis.uri().replace("//", "//untracked:any@"))) {
                var link = NewLinks.create(admin, NewLinks.plain("ann"));
                isUsuallyBackToNormal(() -> {
                    redis.pause();
                    assertThat(LoadDriver.run(20, _ -> replica.limits.visit(link.code(), true))
                                    .failures())
                            .hasSize(20)
                            .allMatch(StoreUnavailable.class::isInstance);

                    redis.resume();

                    return () -> Patience.until(() -> replica.limits.visit(link.code(), true) == Verdict.GRANTED);
                });
                assertThat(replica.keeper.line()).isEmpty();
            } finally {
                admin.patient().call(commands -> commands.aclDeluser("untracked"));
            }
        }
    }

    /** Of three outages: a machine that stands still for a moment makes one of them longer. */
    private static void isUsuallyBackToNormal(Supplier<Runnable> outage) {
        var waits = new ArrayList<Duration>();
        for (int i = 0; i < 3; i++) {
            var untilNormal = outage.get();
            long begin = System.nanoTime();
            untilNormal.run();
            waits.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        Collections.sort(waits);
        assertThat(waits.get(1)).as("of %s", waits).isLessThanOrEqualTo(BACK_TO_NORMAL);
    }
}
