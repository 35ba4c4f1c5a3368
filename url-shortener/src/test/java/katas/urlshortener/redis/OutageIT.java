package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import katas.lab.infrastructure.FreePorts;
import katas.lab.infrastructure.TcpProxy;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.urlshortener.Creation.Created;
import katas.urlshortener.Link;
import katas.urlshortener.Lookup;
import katas.urlshortener.Resolution.Leads;
import katas.urlshortener.StoreUnavailable;
import katas.urlshortener.VisitLimits.Verdict;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Redis that is dead or frozen, and comes back. */
@Lab(Needs.REDIS)
class OutageIT {
    private static final int AT_A_TIME = 32;

    /** Its calls time out as in production; that a machine is busy is not yet an outage to it. */
    private Replica replica;

    @BeforeEach
    void start(RedisHandle redis) {
        replica = Replica.of(redis.uri()).trust(Duration.ofSeconds(10)).start();
    }

    @AfterEach
    void stop() {
        replica.close();
    }

    @Test
    void what_is_cached_leads_on_while_redis_is_dead_and_the_rest_is_refused_until_it_is_back(RedisHandle redis) {
        var cached = NewLinks.create(replica, NewLinks.plain("ann"));
        var other = NewLinks.create(replica, NewLinks.plain("ann"));
        Patience.until(() -> replica.resolver.resolve(cached.code(), true).equals(new Leads(cached)));

        redis.kill();
        Patience.until(() -> replica.keeper.line().isEmpty());

        Patience.until(() -> replica.resolver.resolve(cached.code(), true).equals(new Leads(cached, false)));
        isRefusedAtOnce(() -> replica.resolver.resolve(other.code(), true));
        isRefusedAtOnce(() -> replica.links.find(other.code(), "ann"));
        isRefusedAtOnce(() -> replica.links.create(NewLinks.plain("ann"), replica.codes));
        isRefusedAtOnce(() -> replica.links.delete(other.code(), "ann"));

        redis.restart();

        Patience.until(() -> replica.resolver.resolve(other.code(), true).equals(new Leads(other))
                && replica.links.find(other.code(), "ann").isPresent());
        NewLinks.create(replica, NewLinks.plain("ann"));
    }

    @Test
    void nobody_waits_for_a_frozen_redis_once_a_few_have(RedisHandle redis) {
        var link = NewLinks.create(replica, NewLinks.plain("ann"));
        redis.pause();

        var asked = LoadDriver.run(1_000, AT_A_TIME, _ -> replica.limits.visit(link.code(), true));

        assertThat(asked.failures()).hasSize(1_000).allMatch(StoreUnavailable.class::isInstance);
        var waited = asked.failures().stream()
                .filter(failure -> failure.getCause() instanceof RedisCommandTimeoutException)
                .count();
        // those who were first, and perhaps some who were on their way
        assertThat(waited).isBetween(1L, 2L * AT_A_TIME);
        redis.resume();
        Patience.until(() -> replica.resolver.resolve(link.code(), true).equals(new Leads(link)));
    }

    @Test
    void a_visitor_who_was_refused_by_a_frozen_redis_has_not_taken_the_only_visit(RedisHandle redis) {
        var link = NewLinks.create(replica, NewLinks.limited("ann", 1));
        Patience.until(() -> replica.resolver.resolve(link.code(), false).equals(new Leads(link)));
        redis.pause();
        assertThatThrownBy(() -> replica.limits.visit(link.code(), true)).isInstanceOf(StoreUnavailable.class);

        redis.resume();

        var again = new RedisVisitLimits(replica.patient(), replica.clock, System::nanoTime);
        var verdict = new AtomicReference<Verdict>();
        Patience.until(() -> {
            verdict.set(again.visit(link.code(), true));
            return true;
        });
        assertThat(verdict).hasValue(Verdict.GRANTED);
        assertThat(again.visit(link.code(), true)).isEqualTo(Verdict.USED_UP);
    }

    @Test
    void a_redis_that_is_slow_and_in_time_refuses_nobody(RedisHandle redis) {
        try (var network = new TcpProxy(FreePorts.next(), redis.port());
                var slow = Replica.of("redis://127.0.0.1:" + network.port())
                        .deadline(Duration.ofSeconds(3))
                        .trust(Duration.ofSeconds(10))
                        .start()) {
            var links = Stream.generate(() -> NewLinks.create(replica, NewLinks.plain("ann")))
                    .limit(4)
                    .toList();
            // too late for how many ids were leased, which takes a quarter of the deadline at most
            network.delay(Duration.ofMillis(800));

            assertThat(links)
                    .allSatisfy(link ->
                            assertThat(slow.resolver.resolve(link.code(), true)).isEqualTo(new Leads(link)));
        }
    }

    @Test
    void nobody_at_all_waits_for_a_redis_that_is_known_to_be_frozen(RedisHandle redis) {
        var link = NewLinks.create(replica, NewLinks.plain("ann"));
        try (var watchful = Replica.start(redis.uri())) {
            redis.pause();
            Patience.until(watchful.guard::isOpen);

            // without a cause: it was not asked
            assertThatThrownBy(() -> watchful.resolver.resolve(link.code(), true))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasNoCause();
            redis.resume();
        }
    }

    @Test
    void a_code_is_not_taken_for_a_guess_by_who_cannot_know_what_was_given_out_since(RedisHandle redis) {
        var guess = "0000000";
        Patience.until(() -> replica.codes.excludes(guess));

        redis.kill();
        Patience.until(() -> replica.keeper.line().isEmpty());

        Patience.until(() -> !replica.codes.excludes(guess));
        isRefusedAtOnce(() -> replica.resolver.resolve(guess, true));
    }

    @Test
    void a_replica_that_starts_before_its_redis_works_when_that_is_there(RedisHandle redis) {
        redis.kill();
        try (var early = Replica.start(redis.uri())) {
            isRefusedAtOnce(() -> early.links.page("nobody", "", 10));

            redis.restart();

            Patience.until(() -> early.links.page("nobody", "", 10).links().isEmpty());
        }
    }

    @Test
    void links_are_there_wholly_or_not_at_all_when_redis_is_killed_while_they_are_created(RedisHandle redis)
            throws InterruptedException {
        var over = new AtomicBoolean();
        var created = new ConcurrentLinkedQueue<Link>();
        var killer = Thread.ofVirtual().start(() -> {
            for (int kill = 0; kill < Rounds.of(1, 5); kill++) {
                int before = created.size();
                Patience.until(() -> created.size() > before + 50);
                redis.kill();
                redis.restart();
            }
            over.set(true);
        });

        var outcomes = LoadDriver.run(8, _ -> {
            while (!over.get()) {
                tryToCreate("half").ifPresent(created::add);
            }
            return true;
        });

        assertThat(outcomes.failures()).isEmpty();
        killer.join();
        try (var witness = Replica.of(redis.uri()).patient().start()) {
            var listed = new HashSet<>(witness.links.page("half", "", 100_000).links());
            assertThat(listed).isNotEmpty().containsAll(created);
            assertThat(listed)
                    .allSatisfy(
                            link -> assertThat(witness.lookups.get(link.code())).isEqualTo(new Lookup.Existing(link)));
            assertThat(linksOf("half", witness)).isEqualTo(listed.size());
        }
    }

    private Optional<Link> tryToCreate(String owner) {
        try {
            return replica.links.create(NewLinks.plain(owner), replica.codes) instanceof Created(var link)
                    ? Optional.of(link)
                    : Optional.empty();
        } catch (StoreUnavailable e) {
            return Optional.empty();
        }
    }

    private static long linksOf(String owner, Replica replica) {
        return replica.keys("*:link:*").stream()
                .map(key -> RedisKeys.codeOf(key).orElseThrow())
                .filter(code -> replica.links.find(code, owner).isPresent())
                .count();
    }

    private static void isRefusedAtOnce(ThrowingCallable question) {
        assertThatThrownBy(question)
                .isInstanceOf(StoreUnavailable.class)
                .as("at once, for there is no connection to wait for")
                .extracting(Throwable::getCause)
                .isNotInstanceOf(RedisCommandTimeoutException.class);
    }
}
