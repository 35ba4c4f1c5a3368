package katas.shopping.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import katas.shopping.Crashed;
import katas.shopping.effect.CrashPoint.Moment;
import katas.shopping.effect.Reception;
import katas.shopping.messages.Topic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;

/**
 * Handles carts' events as a process does that may be killed: then it has made an effect, commits nothing, and does not
 * tell its group that it is gone.
 */
final class Mortal {
    private final Pipeline pipeline;
    private final Reception reception;
    private final Thread thread;
    private volatile boolean doomed;

    Mortal(Pipeline pipeline, Ledgers ledgers, String name) {
        this.pipeline = pipeline;
        this.reception = pipeline.reception(ledgers, name, this::reach);
        this.thread = Thread.ofPlatform().name("mortal").daemon().start(this::run);
    }

    /** Lets it die of the next message that it handles, and returns when it is dead. */
    void kill() throws InterruptedException {
        doomed = true;
        if (!thread.join(Pipeline.PATIENCE)) {
            throw new AssertionError("it has handled nothing for " + Pipeline.PATIENCE);
        }
    }

    private void reach(Moment moment, String subject) {
        if (doomed && moment == Moment.AFTER_EFFECT) {
            throw new Crashed();
        }
    }

    private void run() {
        var consumer = pipeline.clients.consumer(pipeline.topics.group(reception.consumer()), Map.of());
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var consuming = new Consuming(consumer, reception, this::reach, hands, System::nanoTime);
            consumer.subscribe(List.of(pipeline.topics.name(Topic.CARTS)), consuming);
            while (true) {
                consuming.step();
            }
        } catch (Crashed e) {
            consumer.close(CloseOptions.timeout(Duration.ZERO)
                    .withGroupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
