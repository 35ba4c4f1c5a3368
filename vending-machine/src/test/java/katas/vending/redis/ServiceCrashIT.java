package katas.vending.redis;

import static katas.vending.redis.Requests.select;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.ServiceKill;
import katas.lab.testing.ServiceProcess;
import katas.vending.Coins;
import katas.vending.redis.RealMachine.Fate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real services, halted at a named point of a purchase and killed there with -9: 3 in each build, 24 on request. */
@Lab(Needs.REDIS)
@ServiceKill
class ServiceCrashIT {
    private static final List<CrashPoint> IN_EACH_BUILD = List.of(
            CrashPoint.named("select:after-commit"),
            CrashPoint.named("drop-seen:before-commit"),
            CrashPoint.named("coins-paid-out:before-answer"));

    /** Most of it is waiting for a service to start. */
    private static final int AT_A_TIME = 3;

    private static List<ServiceProcess> survivors = List.of();

    @BeforeAll
    static void start(RedisHandle redis) {
        survivors = service(redis).start(1);
    }

    @AfterAll
    static void stop() {
        survivors.forEach(ServiceProcess::close);
    }

    @Test
    void one_payment_gives_one_item_and_the_books_balance_when_the_service_is_killed_in_the_middle(RedisHandle redis) {
        var all = CrashPoint.all();
        var points = Rounds.of(IN_EACH_BUILD.size(), all.size()) == all.size() ? all : IN_EACH_BUILD;
        points.stream().gather(Gatherers.windowFixed(AT_A_TIME)).forEach(some -> {
            var outcomes = LoadDriver.run(some.size(), number -> buy(some.get(number), redis));
            assertThat(outcomes.failures()).isEmpty();
            assertThat(outcomes.results()).containsExactlyInAnyOrderElementsOf(some);
        });
    }

    private static CrashPoint buy(CrashPoint point, RedisHandle redis) {
        try (var victim = service(redis)
                .property("katas.vending-machine.halt-at", point.name())
                .start()) {
            buy(point, victim);
        }
        return point;
    }

    private static void buy(CrashPoint point, ServiceProcess victim) {
        var line = new HttpLine(point.name().replace(':', '.'), victim, survivors.getFirst());
        line.install();
        var machine = new RealMachine(line, Coins.of(Map.of(10, 20, 20, 10)), List.of(Fate.JAMMED));

        machine.insert(50);
        machine.command(select());
        machine.work();

        assertThat(line.killed()).as(point.name()).isTrue();
        assertThat(machine.credit()).as(point.name()).isZero();
        assertThat(machine.drops()).as(point.name()).isEqualTo(1);
        assertThat(machine.returned()).as(point.name()).isEqualTo(20);
        var books = line.read("/books").orElseThrow();
        assertThat(books.get("balanced").booleanValue()).as(books.toString()).isTrue();
        assertThat(books.get("sums").get("unitsSold").intValue()).isEqualTo(1);
        assertThat(line.read("").orElseThrow().get("state").stringValue()).isEqualTo("idle");
    }

    private static ServiceProcess.Builder service(RedisHandle redis) {
        return ServiceProcess.of("vending-machine")
                .redis(redis)
                // so long that a busy machine is not taken for an outage, nor for a motor that does not report
                .property("katas.vending-machine.deadline", "10s")
                .property("katas.vending-machine.motor-timeout", "10m")
                .property("katas.vending-machine.drop-timeout", "10m");
    }
}
