package katas.shopping.clockwork;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effect.Appointment;
import katas.shopping.effect.Effects;

/**
 * Makes effects happen, and tells at once when something on an agenda is due by that.
 *
 * <p>It tells those in its own process, and forgets it if they die: whoever listens also looks at the agenda now and then.
 */
public final class PromptEffects implements Effects {
    private final Effects effects;
    private final InstantSource clock;
    private final Map<Agenda, Runnable> listeners = new ConcurrentHashMap<>();

    public PromptEffects(Effects effects, InstantSource clock) {
        this.effects = effects;
        this.clock = clock;
    }

    /**
     * Tells somebody, from now on, when something on an agenda is due.
     *
     * @param listener returns at once, for a message waits for it
     */
    public void tell(Agenda agenda, Runnable listener) {
        listeners.put(agenda, listener);
    }

    @Override
    public Applied apply(Effect effect) {
        var applied = effects.apply(effect);
        if (applied == Applied.DONE) {
            effect.appointments().stream()
                    .filter(this::isDue)
                    .map(Appointment::agenda)
                    .distinct()
                    .forEach(
                            agenda -> Optional.ofNullable(listeners.get(agenda)).ifPresent(Runnable::run));
        }
        return applied;
    }

    private boolean isDue(Appointment appointment) {
        var at = appointment.at();
        return at != null && !at.isAfter(clock.instant());
    }
}
