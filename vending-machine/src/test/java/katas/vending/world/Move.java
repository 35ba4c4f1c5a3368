package katas.vending.world;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can happen in a world.
 *
 * @param sentence what happens, for traces
 * @param byItself whether it happens without a buyer, a fault or luck
 */
record Move<M>(String sentence, boolean byItself, Effect<M> effect) {

    interface Effect<M> {
        /** Returns the world afterwards, or nothing where it cannot happen. */
        @Nullable
        World<M> on(World<M> world);
    }
}
