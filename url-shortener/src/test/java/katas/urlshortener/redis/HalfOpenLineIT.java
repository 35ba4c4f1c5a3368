package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.AclSetuserArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.time.Duration;
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
                var replica = Replica.start("redis://127.0.0.1:" + network.port())) {
            var link = NewLinks.create(replica, NewLinks.plain("ann"));

            network.swallow();

            Patience.within(BACK_TO_NORMAL, () -> replica.limits.visit(link.code(), true) == Verdict.GRANTED);
            Patience.within(
                    BACK_TO_NORMAL,
                    () -> replica.keeper.line().isPresent()
                            && replica.resolver.resolve(link.code(), true).equals(new Leads(link)));
        }
    }

    @Test
    void a_redis_that_grants_no_tracked_connection_is_asked_again_after_an_outage(RedisHandle redis) {
        var untracked =
                AclSetuserArgs.Builder.on().nopass().allKeys().allCommands().removeCommand(CommandType.CLIENT);
        try (var admin = Replica.start(redis.uri())) {
            admin.patient().call(commands -> commands.aclSetuser("untracked", untracked));
            try (var replica = Replica.start(redis.uri().replace("//", "//untracked:any@"))) {
                var link = NewLinks.create(replica, NewLinks.plain("ann"));
                redis.pause();
                assertThat(LoadDriver.run(20, _ -> replica.limits.visit(link.code(), true))
                                .failures())
                        .hasSize(20)
                        .allMatch(StoreUnavailable.class::isInstance);

                redis.resume();

                Patience.within(BACK_TO_NORMAL, () -> replica.limits.visit(link.code(), true) == Verdict.GRANTED);
                assertThat(replica.keeper.line()).isEmpty();
            } finally {
                admin.patient().call(commands -> commands.aclDeluser("untracked"));
            }
        }
    }
}
