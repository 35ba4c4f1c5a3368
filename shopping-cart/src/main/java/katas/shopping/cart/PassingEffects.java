package katas.shopping.cart;

import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;

/** Makes effects happen between two points at which a process can be made to die. */
record PassingEffects(Effects effects, Passage passage, String subject) implements Effects {
    @Override
    public Applied apply(Effect effect) {
        passage.reach(Moment.BEFORE_EFFECT, subject);
        var applied = effects.apply(effect);
        passage.reach(Moment.AFTER_EFFECT, subject);
        return applied;
    }
}
