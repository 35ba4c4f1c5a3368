package katas.webhooks.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.AtomicInteger;
import katas.webhooks.Names;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Postman;
import katas.webhooks.delivery.SignedRequest;

/** Counts and times attempts: {@code attempts} by answer, {@code attempts.active}. Of whom, the attempt log tells. */
public final class MeteredPostman implements Postman {
    private static final int PER_CLASS = 100;

    private final Postman postman;
    private final MeterRegistry meters;
    private final AtomicInteger active = new AtomicInteger();

    public MeteredPostman(Postman postman, MeterRegistry meters) {
        this.postman = postman;
        this.meters = meters;
        Gauge.builder("attempts.active", active, AtomicInteger::get)
                .description("endpoints that are called just now")
                .register(meters);
    }

    @Override
    public Answer carry(SignedRequest request) {
        var sample = Timer.start(meters);
        var told = "failed";
        active.incrementAndGet();
        try {
            var answer = postman.carry(request);
            told = name(answer);
            return answer;
        } finally {
            active.decrementAndGet();
            sample.stop(Timer.builder("attempts")
                    .description("calls of endpoints, by the class of the answer or what came in between")
                    .tag("answer", told)
                    .register(meters));
        }
    }

    private static String name(Answer answer) {
        return switch (answer) {
            case Answer.Answered answered -> answered.status() / PER_CLASS + "xx";
            case Answer.NotAnswered(var trouble, var _) -> Names.of(trouble);
        };
    }
}
