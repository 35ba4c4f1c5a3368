package katas.vending.redis;

import java.util.stream.IntStream;

/**
 * Where machines are kept: all that one script touches is in one hash slot.
 *
 * <p>A machine belongs to one of 16 shards, which is the slot tag of all its keys and of the indexes that it shares
 * with the others of its shard.
 */
record RedisKeys(String shard, String id) {
    private static final int SHARDS = 16;

    static RedisKeys of(String machine) {
        return new RedisKeys(shard(Math.floorMod(machine.hashCode(), SHARDS)), machine);
    }

    /** Returns the indexes of all machines' ids, one a shard. */
    static String[] indexes() {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> shard(shard) + "machines")
                .toArray(String[]::new);
    }

    /** Returns the indexes of time-outs, one a shard. */
    static String[] dueIndexes() {
        return IntStream.range(0, SHARDS)
                .mapToObj(shard -> shard(shard) + "due")
                .toArray(String[]::new);
    }

    /** A hash of the machine's version and snapshot. */
    String machine() {
        return shard + "machine:" + id;
    }

    /** A list of all that happened to it. */
    String journal() {
        return shard + "journal:" + id;
    }

    /** What is remembered of a command; the length tells {@code a:b} and {@code c} from {@code a} and {@code b:c}. */
    String command(String command) {
        return shard + "command:" + id.length() + ":" + id + ":" + command;
    }

    /** The ids of the shard's machines. */
    String index() {
        return shard + "machines";
    }

    /** The ids of the shard's machines by when their state times out, in microseconds. */
    String due() {
        return shard + "due";
    }

    String[] forRead(String command) {
        return new String[] {machine(), command(command)};
    }

    String[] forCommit(String command) {
        return new String[] {machine(), command(command), journal(), index(), due()};
    }

    private static String shard(int number) {
        return "vending-machine:{%02d}:".formatted(number);
    }
}
