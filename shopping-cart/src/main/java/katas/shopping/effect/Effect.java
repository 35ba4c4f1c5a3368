package katas.shopping.effect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import katas.shopping.messages.Message;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one message, or one call, changes: documents, agendas, and what is said about it.
 *
 * <p>It happens as a whole or not at all, in one shard, and only if every document that it was decided on is still the
 * same. What is said goes into the outbox of the context in the same moment: there is no instant at which the change is
 * there and its message is not, or the other way round.
 *
 * @param context whose outbox takes what is said, such as {@code inventory}
 * @param once happens only if nothing has happened under this name before
 * @param sequence happens only if no earlier message of this sequence waits in the dead letters
 * @param trace the W3C {@code traceparent} of what this is for, handed on with what is said; without one, that of what made
 *     the first of the documents as it was
 */
public record Effect(
        String context,
        int shard,
        @Nullable Inbox once,
        @Nullable Sequence sequence,
        List<Change<?>> changes,
        List<Appointment> appointments,
        List<Message> said,
        @Nullable String trace) {

    /**
     * A document after the effect.
     *
     * @param before as it was when the effect was decided
     * @param after null to remove it
     * @param ttl how long it is kept; for ever without
     */
    public record Change<T>(
            Stored<T> before, @Nullable T after, @Nullable Duration ttl) {}

    /**
     * A name that goes on an agenda, or off it.
     *
     * @param at null to take it off
     */
    public record Appointment(
            Agenda agenda, String name, @Nullable Instant at) {}

    /** What a consumer remembers of a message: that it had its effect. */
    public record Inbox(String consumer, String messageId) {}

    /**
     * The messages of one key, as one consumer sees them.
     *
     * @param head null for a message that comes from the log; for one that comes from the dead letters its name there: it
     *     must be the first that waits, and waits no more afterwards
     */
    public record Sequence(
            String consumer, String key, @Nullable String head) {}

    public Effect {
        changes = List.copyOf(changes);
        appointments = List.copyOf(appointments);
        said = List.copyOf(said);
        for (var change : changes) {
            if (change.before().place().shard() != shard) {
                throw new IllegalArgumentException(change.before().place() + " is not in shard " + shard);
            }
        }
    }

    /** Returns an effect that changes nothing. */
    public static Effect in(String context, int shard) {
        return new Effect(context, shard, null, null, List.of(), List.of(), List.of(), null);
    }

    public <T> Effect changing(Stored<T> before, T after) {
        return with(new Change<>(before, after, null));
    }

    /**
     * Changes a document that is not kept for ever.
     *
     * @param ttl how long it is kept from now on
     */
    public <T> Effect changing(Stored<T> before, T after, Duration ttl) {
        return with(new Change<>(before, after, ttl));
    }

    public <T> Effect removing(Stored<T> before) {
        return with(new Change<>(before, null, null));
    }

    /** Puts a name on an agenda, or moves it there. */
    public Effect appointing(Agenda agenda, String name, Instant at) {
        return with(new Appointment(agenda, name, at));
    }

    public Effect cancelling(Agenda agenda, String name) {
        return with(new Appointment(agenda, name, null));
    }

    public Effect saying(Message message) {
        return new Effect(context, shard, once, sequence, changes, appointments, append(said, message), trace);
    }

    public Effect saying(List<? extends Message> messages) {
        var effect = this;
        for (var message : messages) {
            effect = effect.saying(message);
        }
        return effect;
    }

    /** Changes the same, and says this alone about it. */
    public Effect sayingInstead(Message message) {
        return unsaid().saying(message);
    }

    /** Changes the same, and says nothing about it. */
    public Effect unsaid() {
        return new Effect(context, shard, once, sequence, changes, appointments, List.of(), trace);
    }

    public Effect once(Inbox inbox) {
        return new Effect(context, shard, inbox, sequence, changes, appointments, said, trace);
    }

    public Effect inSequence(Sequence sequence) {
        return new Effect(context, shard, once, sequence, changes, appointments, said, trace);
    }

    public Effect traced(@Nullable String trace) {
        return new Effect(context, shard, once, sequence, changes, appointments, said, trace);
    }

    private Effect with(Change<?> change) {
        return new Effect(context, shard, once, sequence, append(changes, change), appointments, said, trace);
    }

    private Effect with(Appointment appointment) {
        return new Effect(context, shard, once, sequence, changes, append(appointments, appointment), said, trace);
    }

    private static <T> List<T> append(List<T> list, T last) {
        var longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
