package katas.lab.cli.demo;

import java.util.List;
import katas.lab.cli.terminal.Stopped;

/** All demos: one class a kata, registered here. */
public final class Demos {
    private static final List<Demo> ALL = List.of(
            new UrlShortenerDemo(),
            new RateLimiterDemo(),
            new ShoppingCartDemo(),
            new VendingMachineDemo(),
            new WebhooksDemo());

    private Demos() {}

    /**
     * Looks a kata's demo up.
     *
     * @throws Stopped when it has none
     */
    public static Demo of(String kata) {
        return ALL.stream()
                .filter(demo -> demo.kata().equals(kata))
                .findFirst()
                .orElseThrow(() -> Stopped.usage(kata + " has no demo.", "./kata up " + kata + " starts it"));
    }
}
