package katas.shopping.effect;

import java.util.Set;
import katas.shopping.messages.Topic;

/**
 * What somebody wants to hear, and what it means to them.
 *
 * @param consumer the name of a consumer: all processes that play it share the messages
 * @param topics where it listens
 */
public record Subscription(String consumer, Set<Topic> topics, Handler handler) {}
