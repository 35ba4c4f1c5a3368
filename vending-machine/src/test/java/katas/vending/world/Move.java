package katas.vending.world;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can happen in a world.
 *
 * @param sentence what happens, for traces
 */
record Move<M>(String sentence, Cause cause, Effect<M> effect) {

    /** Why it happens. */
    enum Cause {
        BUYER,
        DEVICE,
        /** Sooner or later: a wait ends, and nobody leaves the door open for ever. */
        TIME,
        OPERATOR,
        TROUBLE
    }

    interface Effect<M> {
        /** Returns the world afterwards, or nothing where it cannot happen. */
        @Nullable
        World<M> on(World<M> world);
    }
}
