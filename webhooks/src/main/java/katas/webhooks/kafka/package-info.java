/** The log of accepted messages, in Kafka: who writes it, and who reads it. */
@NullMarked
package katas.webhooks.kafka;

import org.jspecify.annotations.NullMarked;
