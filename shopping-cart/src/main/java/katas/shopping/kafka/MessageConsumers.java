package katas.shopping.kafka;

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
        return new MessageConsumer(clients, topics, subscription.topics(), reception, passage);
    }

    /** Stops to play a consumer. */
    void leave(String consumer, MessageConsumer playing) {
        redrives.leave(consumer);
        playing.stop();
    }
}
