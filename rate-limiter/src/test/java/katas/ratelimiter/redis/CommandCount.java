package katas.ratelimiter.redis;

import java.util.function.ToLongFunction;

/** How often Redis has run a command, as Redis itself counts. */
public final class CommandCount {
    private final RedisLink redis;
    private final String line;

    private CommandCount(RedisLink redis, String command) {
        this.redis = redis;
        this.line = "cmdstat_" + command + ":calls=";
    }

    public static CommandCount of(RedisLink redis, String command) {
        return new CommandCount(redis, command);
    }

    /** Returns how many more there were once the action had run. */
    public long during(Runnable action) {
        long before = now();
        action.run();
        return now() - before;
    }

    public long now() {
        ToLongFunction<String> calls = stat -> Long.parseLong(stat.substring(line.length(), stat.indexOf(',')));
        return redis.call(commands -> commands.info("commandstats"))
                .lines()
                .filter(stat -> stat.startsWith(line))
                .mapToLong(calls)
                .sum();
    }
}
