package katas.shopping.view;

import java.util.List;
import java.util.Map;
import katas.shopping.effect.Handler;

/** Reads the events of carts, for each generation of a view from the first one on. */
public interface Replays {

    /**
     * Takes part, from now on and with all processes that do, in handling the events for these generations and for no
     * others: for each from where those have come to together, at first from the start of the topic. Returns at once, and
     * does nothing for those in which this process takes part already.
     */
    void follow(Map<Generation, Handler> generations);

    /** Returns where the events end now, by partition: the offset that the next one will have. */
    List<Long> ends();

    /** Returns how far all processes together have come, by partition: the offset that is next; 0 at the start. */
    List<Long> positions(Generation generation);
}
