package katas.shopping.cart;

import java.util.function.Supplier;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Effects.Applied;
import org.jspecify.annotations.Nullable;

/**
 * What to answer, decided on documents as they were read.
 *
 * @param effect what must happen for the answer to be true; null if that is so already
 */
record Decision<T>(T outcome, @Nullable Effect effect) {

    static <T> Decision<T> of(T outcome) {
        return new Decision<>(outcome, null);
    }

    /** Decides, again whenever somebody else was faster: each time one of all those who try gets on. */
    static <T> T settle(Effects effects, Supplier<? extends Decision<? extends T>> deciding) {
        while (true) {
            var decision = deciding.get();
            var effect = decision.effect();
            if (effect == null || effects.apply(effect) == Applied.DONE) {
                return decision.outcome();
            }
        }
    }
}
