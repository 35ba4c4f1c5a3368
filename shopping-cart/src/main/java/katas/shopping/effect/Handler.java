package katas.shopping.effect;

import java.util.Optional;
import katas.shopping.messages.Envelope;
import katas.shopping.messages.Message;

/** Decides what a message means, from what is stored. */
public interface Handler {

    /** Returns what a message changes that is on its way: for most, what it says is all that counts. */
    default Optional<Effect> handle(Envelope envelope) {
        return handle(envelope.message());
    }

    /**
     * Returns what the message changes; asked again if that was decided on something that has changed meanwhile.
     *
     * @return nothing, if the message does not concern this handler
     * @throws Poison if this message can never be handled as things are
     */
    Optional<Effect> handle(Message message);
}
