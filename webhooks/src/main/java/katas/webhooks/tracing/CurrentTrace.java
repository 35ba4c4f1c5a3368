package katas.webhooks.tracing;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Optional;

/** The trace of the request that is answered just now, as a W3C {@code traceparent}. */
public final class CurrentTrace {
    private final Tracer tracer;

    public CurrentTrace(Tracer tracer) {
        this.tracer = tracer;
    }

    public Optional<String> traceparent() {
        return Optional.ofNullable(tracer.currentTraceContext().context()).map(CurrentTrace::parent);
    }

    private static String parent(TraceContext trace) {
        return "00-%s-%s-%s"
                .formatted(trace.traceId(), trace.spanId(), Boolean.TRUE.equals(trace.sampled()) ? "01" : "00");
    }
}
