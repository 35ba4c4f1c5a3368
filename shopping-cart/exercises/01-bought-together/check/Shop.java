import io.lettuce.core.api.sync.RedisCommands;

/**
 * Where a consumer finds what it needs.
 *
 * @param bootstrapServers of Kafka
 * @param topic where the carts' events are, keyed by cart, kept without end
 * @param group name that all instances of the consumer share
 * @param redis its connection; a command that gets no answer throws {@code RedisException}
 * @param prefix with which all its keys begin
 */
record Shop(String bootstrapServers, String topic, String group, RedisCommands<String, String> redis, String prefix) {}
