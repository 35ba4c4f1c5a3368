package katas.urlshortener.redis;

import static katas.urlshortener.redis.NewLinks.OTHER_TARGET;
import static katas.urlshortener.redis.NewLinks.leading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.KillArgs;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import katas.lab.infrastructure.FreePorts;
import katas.lab.infrastructure.TcpProxy;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.urlshortener.Link;
import katas.urlshortener.LinkChange;
import katas.urlshortener.LinkChange.Outcome;
import katas.urlshortener.Lookup;
import katas.urlshortener.StoreUnavailable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica whose line to Redis is cut, killed or silent, while another replica, on a line of its own, edits. */
@Lab(Needs.REDIS)
class TrackingIT {
    /** Stands still, so that nothing but the test lets a copy grow old. */
    private final AtomicLong now = new AtomicLong();

    private TcpProxy line;
    private Replica replica;
    private Replica editor;
    private Link link;

    @BeforeEach
    void start(RedisHandle redis) {
        line = new TcpProxy(FreePorts.next(), redis.port());
        editor = Replica.of(redis.uri()).patient().start();
        replica = behindTheLine().patient().start();
        link = NewLinks.create(editor, NewLinks.plain("ann"));
        assertThat(replica.lookups.get(link.code())).isEqualTo(new Lookup.Existing(link));
    }

    private Replica.Builder behindTheLine() {
        return Replica.of("redis://127.0.0.1:" + line.port()).nanoTime(now::get);
    }

    @AfterEach
    void stop() {
        replica.close();
        editor.close();
        line.close();
    }

    @Test
    void a_copy_is_served_without_asking_redis_and_dropped_when_redis_says_so() {
        for (int i = 0; i < 100; i++) {
            assertThat(replica.lookups.get(link.code())).isEqualTo(new Lookup.Existing(link));
        }
        assertThat(replica.lookups.counts().reads()).isEqualTo(1);

        var edited = edit();

        Patience.until(() -> replica.lookups.get(link.code()).equals(edited));
        assertThat(replica.lookups.counts().reads()).isEqualTo(2);
    }

    @Test
    void redis_is_asked_again_when_it_has_killed_the_line_whatever_was_said_meanwhile() {
        var killed = replica.keeper.line().orElseThrow();
        long id = killed.call(commands -> commands.clientId(), Duration.ofSeconds(10));

        editor.patient().call(commands -> {
            // one after the other, before anybody can have a new line
            var _ = commands.clientKill(KillArgs.Builder.id(id));
            return commands.set(RedisKeys.link(link.code()), stored(leading(link, OTHER_TARGET)));
        });

        var edited = new Lookup.Existing(leading(link, OTHER_TARGET));
        Patience.until(() -> replica.lookups.get(link.code()).equals(edited));
        assertThat(replica.lookups.counts().stale()).isZero();
    }

    @Test
    void copies_of_a_new_line_are_dropped_when_redis_says_so_as_those_of_the_old_one_were() {
        var old = replica.keeper.line().orElseThrow();
        line.cut();
        Patience.until(() -> !old.isOpen());
        line.mend();
        Patience.until(() -> replica.keeper.line().filter(open -> open != old).isPresent());
        assertThat(replica.lookups.get(link.code())).isEqualTo(new Lookup.Existing(link));
        long reads = replica.lookups.counts().reads();
        replica.lookups.get(link.code());
        assertThat(replica.lookups.counts().reads()).isEqualTo(reads);

        var edited = edit();

        Patience.until(() -> replica.lookups.get(link.code()).equals(edited));
    }

    @Test
    void a_copy_is_served_for_60_seconds_and_counted_while_redis_cannot_be_reached_and_not_longer() {
        var old = replica.keeper.line().orElseThrow();
        line.cut();
        Patience.until(() -> !old.isOpen());
        var edited = edit();

        now.addAndGet(Replica.LONGEST_STALE.toNanos());
        assertThat(replica.lookups.get(link.code())).isEqualTo(new Lookup.Existing(link));
        assertThat(replica.lookups.counts().stale()).isEqualTo(1);

        now.incrementAndGet();
        assertThatThrownBy(() -> replica.lookups.get(link.code())).isInstanceOf(StoreUnavailable.class);

        line.mend();
        Patience.until(() -> replica.lookups.get(link.code()).equals(edited));
        assertThat(replica.lookups.counts().stale()).isEqualTo(1);
    }

    @Test
    void a_line_that_says_nothing_any_more_is_not_believed_although_it_is_open() {
        try (var hasty = behindTheLine().start()) {
            Patience.until(() -> hasty.lookups.get(link.code()).equals(new Lookup.Existing(link)));
            line.delay(Duration.ofHours(1));
            var edited = edit();

            now.addAndGet(Replica.TRUST.toNanos());
            assertThat(hasty.lookups.get(link.code())).isEqualTo(new Lookup.Existing(link));
            assertThat(hasty.lookups.counts().stale()).isEqualTo(1);
            Patience.until(() -> hasty.keeper.line().isEmpty());

            line.mend();
            Patience.until(() -> hasty.lookups.get(link.code()).equals(edited));
        }
    }

    @Test
    void redis_is_asked_again_when_it_was_killed_and_has_come_back(RedisHandle redis) {
        redis.kill();
        // vouched for until the end of the line was heard of
        Patience.until(() -> {
            assertThat(replica.lookups.get(link.code())).isEqualTo(new Lookup.Existing(link));
            return replica.lookups.counts().stale() == 1;
        });

        redis.restart();
        Patience.until(() -> editor.redis.call(commands -> commands.ping()).equals("PONG"));
        var edited = edit();

        Patience.until(() -> replica.lookups.get(link.code()).equals(edited));
    }

    private Lookup edit() {
        var change = new LinkChange(null, before -> leading(before, OTHER_TARGET));
        if (editor.links.change(link.code(), "ann", change) instanceof Outcome.Changed(var changed)) {
            return new Lookup.Existing(changed);
        }
        throw new AssertionError("not changed");
    }

    private static String stored(Link link) {
        return StoredLink.write(new StoredLink.Standing(link, "creation"));
    }
}
