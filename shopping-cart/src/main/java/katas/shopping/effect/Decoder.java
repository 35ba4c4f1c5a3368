package katas.shopping.effect;

import katas.shopping.messages.Envelope;

/** Reads what a record says. */
@FunctionalInterface
public interface Decoder {

    /**
     * Returns the message that a record is, brought up to date.
     *
     * @throws Poison if it is none, or none that is known
     */
    Envelope read(RawRecord record);
}
