package katas.urlshortener.naive;

import java.util.Map;
import katas.urlshortener.Click;
import katas.urlshortener.ClickLog;
import katas.urlshortener.kafka.ClickFormat;
import katas.urlshortener.kafka.ProducerSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.context.SmartLifecycle;

/**
 * Sends clicks in large batches and asks for no acknowledgement: wrong on purpose.
 *
 * <p>No redirect waits, and nobody knows what arrived. What a batch holds is lost with the process; what is on the way
 * is lost with the connection; and nothing counts it, so that the numbers look right.
 * Until there is a way to Kafka, clicks pile up without bound.
 */
public final class FireAndForgetClickLog implements ClickLog, SmartLifecycle {
    /** How a producer is set up for this. */
    public static final Map<String, Object> SETTINGS = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "0",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            false,
            ProducerConfig.RETRIES_CONFIG,
            0,
            ProducerConfig.LINGER_MS_CONFIG,
            500,
            ProducerConfig.BATCH_SIZE_CONFIG,
            1 << 20,
            // a full buffer drops instead of waiting
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            0);

    private final LateProducer producer;
    private final ClickFormat format;

    /** @param source of a producer of these {@link #SETTINGS} */
    public FireAndForgetClickLog(ProducerSource source, ClickFormat format) {
        this.producer = new LateProducer(source);
        this.format = format;
    }

    @Override
    public void record(Click click) {
        var _ = producer.producer().thenAccept(open -> send(open, click));
    }

    private void send(Producer<String, byte[]> open, Click click) {
        var _ = open.send(format.write(click));
    }

    @Override
    public void start() {
        producer.start();
    }

    @Override
    public void stop() {
        producer.stop();
    }

    @Override
    public boolean isRunning() {
        return producer.isRunning();
    }
}
