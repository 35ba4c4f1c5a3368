package katas.shopping.naive;

import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;

/** Remembers nothing of the messages that had their effect: one that comes twice has it twice. */
public final class AtLeastOnce implements Effects {
    private final Effects effects;

    public AtLeastOnce(Effects effects) {
        this.effects = effects;
    }

    @Override
    public Applied apply(Effect effect) {
        return effects.apply(new Effect(
                effect.context(),
                effect.shard(),
                null,
                effect.sequence(),
                effect.changes(),
                effect.appointments(),
                effect.said(),
                effect.trace()));
    }
}
