package katas.shopping.redis;

import katas.shopping.Shards;
import katas.shopping.effect.Agenda;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Place;

/**
 * Where things are kept: all that one script touches is in one hash slot, which is that of a shard.
 *
 * @param prefix of every key; nobody else's keys begin with it
 */
public record RedisKeys(String prefix) {
    /** A hash of a document's version {@code n}, its JSON {@code d} and the trace {@code t} of what made it so. */
    String document(Place<?> place) {
        return in(place.shard()) + "doc:" + place.name();
    }

    /** There while a consumer remembers a message. */
    String inbox(int shard, Effect.Inbox inbox) {
        return in(shard) + "inbox:" + inbox.consumer() + ":" + inbox.messageId();
    }

    /** Names by when they are due, in milliseconds. */
    String agenda(int shard, Agenda agenda) {
        return in(shard) + "agenda:" + agenda.name();
    }

    /** A stream of what was said, and is not in Kafka yet. */
    String outbox(int shard, String context) {
        return in(shard) + "outbox:" + context;
    }

    /** Who may empty the outbox. */
    String lease(int shard, String context) {
        return in(shard) + "relay:" + context;
    }

    /** A list of where the records were that wait in a sequence, the first first. */
    String waiting(String consumer, String key) {
        return in(Shards.of(key)) + "parked:" + consumer + ":" + key;
    }

    /** A hash of those records, by where they were. */
    String parked(String consumer, String key) {
        return in(Shards.of(key)) + "parked-records:" + consumer + ":" + key;
    }

    /** A hash of what is known of a shard's sequences that wait, by their ids. */
    String letters(int shard) {
        return in(shard) + "dead-letters";
    }

    /** The same sequences by since when they wait, in milliseconds. */
    String ages(int shard) {
        return in(shard) + "dead-letters-by-age";
    }

    /** Never there: a script that is given it for a key that it does not need stays in the slot. */
    String nothing(int shard) {
        return in(shard) + "nothing";
    }

    /** The channel on which is told which outbox has something. */
    public String bell() {
        return prefix + ":outbox";
    }

    private String in(int shard) {
        return "%s:{%02d}:".formatted(prefix, shard);
    }
}
