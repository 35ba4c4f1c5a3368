package katas.shopping.world;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import katas.shopping.order.Order.Phase;

/** Where a checkout of two SKUs leads if nobody dies. */
enum Way {
    COMPLETED,
    OUT_OF_STOCK,
    DECLINED,
    /** The provider has taken the money, and does not say so in time. */
    TOO_LATE(Duration.ofMinutes(1).plusSeconds(30)),
    /** Nor when it is asked to give it back, until long after the order is decided. */
    SILENT(Duration.ofMinutes(5));

    private final Duration silence;

    Way() {
        this(Duration.ZERO);
    }

    Way(Duration silence) {
        this.silence = silence;
    }

    /** Returns what the customer pays with. */
    String token() {
        return this == DECLINED ? "declined" : "ok";
    }

    /** Returns how many cups there are. */
    int cups() {
        return this == OUT_OF_STOCK ? 0 : 5;
    }

    Phase end() {
        return this == COMPLETED ? Phase.COMPLETED : Phase.COMPENSATED;
    }

    void begin(World world) {
        world.stock("tea", 5, 999);
        world.stock("cup", cups(), 1_500);
        world.checkout(world.cartOf(Map.of("tea", 2, "cup", 1)), token());
        world.provider.mute(silence);
    }

    /** Returns the names of all points that are passed on this way. */
    Set<String> points() {
        var world = new World(1, Rules.CALM);
        begin(world);
        world.settle();
        return world.trouble.reached();
    }
}
