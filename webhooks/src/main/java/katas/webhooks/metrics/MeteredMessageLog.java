package katas.webhooks.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import katas.webhooks.message.Message;
import katas.webhooks.message.MessageLog;

/** Counts and times what is appended to the log: {@code messages.appended} by outcome. */
public final class MeteredMessageLog implements MessageLog {
    private final MessageLog log;
    private final MeterRegistry meters;

    public MeteredMessageLog(MessageLog log, MeterRegistry meters) {
        this.log = log;
        this.meters = meters;
    }

    @Override
    public void append(Message message) {
        var sample = Timer.start(meters);
        var outcome = "failed";
        try {
            log.append(message);
            outcome = "acknowledged";
        } finally {
            sample.stop(Timer.builder("messages.appended")
                    .description("messages that were to go to the log")
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }
}
