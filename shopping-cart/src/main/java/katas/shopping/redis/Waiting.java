package katas.shopping.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits in an outbox.
 *
 * @param said the oldest messages, the oldest first
 * @param unreadable why the one behind them cannot be read here; null if that is not so
 */
public record Waiting(List<Said> said, @Nullable String unreadable) {}
