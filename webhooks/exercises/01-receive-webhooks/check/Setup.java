import io.lettuce.core.api.sync.RedisCommands;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where a receiver finds what it needs.
 *
 * @param secrets which may have signed, as of now: one, or two while they are changed; each {@code whsec_} and Base64
 * @param redis what outlives the process; a command that gets no answer throws {@code RedisException}
 * @param prefix with which all its keys begin
 * @param work what it does with a message
 */
record Setup(
        Supplier<List<String>> secrets,
        InstantSource clock,
        RedisCommands<String, String> redis,
        String prefix,
        Work work) {}
