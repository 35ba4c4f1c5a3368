package katas.shopping.effect;

import java.util.Optional;
import katas.shopping.messages.Message;

/** Decides what a message means, from what is stored. */
public interface Handler {

    /**
     * Returns what the message changes; asked again if that was decided on something that has changed meanwhile.
     *
     * @return nothing, if the message does not concern this handler
     * @throws Poison if this message can never be handled as things are
     */
    Optional<Effect> handle(Message message);
}
