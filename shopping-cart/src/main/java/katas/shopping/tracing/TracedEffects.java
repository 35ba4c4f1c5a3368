package katas.shopping.tracing;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effects;

/** Hands the trace of a request on with what is said because of it, as a W3C {@code traceparent}. */
public final class TracedEffects implements Effects {
    private final Effects effects;
    private final Tracer tracer;

    public TracedEffects(Effects effects, Tracer tracer) {
        this.effects = effects;
        this.tracer = tracer;
    }

    @Override
    public Applied apply(Effect effect) {
        if (effect.trace() != null) {
            return effects.apply(effect);
        }
        return effects.apply(Optional.ofNullable(tracer.currentTraceContext().context())
                .map(TracedEffects::parent)
                .map(effect::traced)
                .orElse(effect));
    }

    private static String parent(TraceContext trace) {
        return "00-%s-%s-%s"
                .formatted(trace.traceId(), trace.spanId(), Boolean.TRUE.equals(trace.sampled()) ? "01" : "00");
    }
}
