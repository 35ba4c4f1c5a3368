package katas.shopping.messages;

/** Something that one context says to another: a command, which asks for something, or an event, which tells of it. */
public sealed interface Message
        permits CartEvent, OrderEvent, StockCommand, StockEvent, PaymentCommand, PaymentEvent, SlipEvent {

    /** Returns where this is said. */
    Topic topic();

    /** Returns what this is about: messages with the same key, in the same topic, stay in order. */
    String key();
}
