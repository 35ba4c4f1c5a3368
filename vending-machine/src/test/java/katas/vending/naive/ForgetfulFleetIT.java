package katas.vending.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import katas.lab.testing.Lab;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.vending.BoundedChange;
import katas.vending.Coins;
import katas.vending.Command;
import katas.vending.Controller;
import katas.vending.Event;
import katas.vending.Receipt;
import katas.vending.Request;
import katas.vending.Slot;
import katas.vending.Timeouts;
import katas.vending.Tubes;
import katas.vending.redis.Passage;
import katas.vending.redis.RedisReplica;
import org.junit.jupiter.api.Test;

@Lab(Needs.REDIS)
class ForgetfulFleetIT {
    @Test
    void what_is_remembered_of_one_machines_command_is_never_taken_for_anothers(RedisHandle redis) {
        try (var replica = RedisReplica.of(redis)) {
            var fleet = new ForgetfulFleet(
                    replica.link(),
                    new Controller(new BoundedChange(), Timeouts.USUAL),
                    InstantSource.system(),
                    Passage.FREE);
            List.of("1", "elevenchars").forEach(id -> fleet.install(id, teaMachine()));

            assertThat(fleet.execute("1", tick("elevencharsx"))).isInstanceOf(Receipt.Done.class);
            assertThat(fleet.execute("elevenchars", tick("x"))).isInstanceOf(Receipt.Done.class);
        }
    }

    private static Request tick(String id) {
        return new Request(id, id, new Command.Tick(), null, "");
    }

    private static Event.MachineInstalled teaMachine() {
        return new Event.MachineInstalled(
                new TreeMap<>(Map.of("A1", new Slot("Tea", 30, 5, false))),
                new Tubes(Coins.of(Map.of(10, 20)), Coins.of(Map.of(10, 40))));
    }
}
