package katas.shopping.kafka;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import katas.shopping.effect.DeadLetters;
import katas.shopping.effect.Decoder;
import katas.shopping.effect.Delivery;
import katas.shopping.effect.Effects;
import katas.shopping.effect.Passage;
import katas.shopping.effect.Reception;
import katas.shopping.effect.Redrives;
import katas.shopping.effect.Subscription;

/** Makes what plays consumers in this process; what they could not handle can then be redriven here. */
public final class MessageConsumers {
    private final KafkaClients clients;
    private final Topics topics;
    private final Effects effects;
    private final DeadLetters letters;
    private final Decoder decoder;
    private final Redrives redrives;
    private final Passage passage;
    private final Map<String, MessageConsumer> played = new ConcurrentHashMap<>();

    public MessageConsumers(
            KafkaClients clients,
            Topics topics,
            Effects effects,
            DeadLetters letters,
            Decoder decoder,
            Redrives redrives,
            Passage passage) {
        this.clients = clients;
        this.topics = topics;
        this.effects = effects;
        this.letters = letters;
        this.decoder = decoder;
        this.redrives = redrives;
        this.passage = passage;
    }

    /** Returns what plays a consumer once it is started. */
    public MessageConsumer play(Subscription subscription) {
        var delivery = new Delivery(subscription.consumer(), subscription.handler(), effects, passage);
        var reception = new Reception(delivery, letters, decoder);
        redrives.play(reception);
        var playing = new MessageConsumer(clients, topics, subscription.topics(), reception, passage);
        played.put(subscription.consumer(), playing);
        return playing;
    }

    /** Returns of each consumer that this process plays how many records wait for it here. */
    public Map<String, Long> lags() {
        return played.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().lag()));
    }

    /** Returns the consumers whose threads have ended though nobody asked them to. */
    Set<String> dead() {
        return played.entrySet().stream()
                .filter(entry -> entry.getValue().hasDied())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Stops to play a consumer. */
    void leave(String consumer, MessageConsumer playing) {
        redrives.leave(consumer);
        played.remove(consumer);
        playing.stop();
    }
}
