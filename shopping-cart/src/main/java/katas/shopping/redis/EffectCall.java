package katas.shopping.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import katas.shopping.Shards;
import katas.shopping.effect.Effect;
import katas.shopping.effect.Effect.Appointment;
import katas.shopping.effect.Effect.Change;
import katas.shopping.json.MessageFormat;
import katas.shopping.json.StoredFormat;
import katas.shopping.messages.Message;
import org.jspecify.annotations.Nullable;

/** Says an effect as {@code effect.lua} takes it. */
record EffectCall(RedisKeys redisKeys, StoredFormat format, MessageFormat messages, Duration inboxRetention) {
    private static final String NOTHING = "";

    ScriptCall of(Effect effect) {
        var call = new ScriptCall(new ArrayList<>(), new ArrayList<>());
        addInbox(call, effect.shard(), effect.once());
        addSequence(call, effect.shard(), effect.sequence());
        call.keys().add(redisKeys.outbox(effect.shard(), effect.context()));
        add(call, redisKeys.bell(), effect.context() + ":" + effect.shard());
        add(call, effect.trace() == null ? NOTHING : effect.trace());
        add(call, Integer.toString(effect.changes().size()));
        add(call, Integer.toString(effect.appointments().size()));
        effect.changes().forEach(change -> addChange(call, change));
        effect.appointments().forEach(appointment -> addAppointment(call, effect.shard(), appointment));
        effect.said().forEach(message -> addMessage(call, message));
        return call;
    }

    private void addInbox(ScriptCall call, int shard, Effect.@Nullable Inbox inbox) {
        call.keys().add(inbox == null ? redisKeys.nothing(shard) : redisKeys.inbox(shard, inbox));
        add(call, inbox == null ? NOTHING : Long.toString(inboxRetention.toMillis()));
    }

    private void addSequence(ScriptCall call, int shard, Effect.@Nullable Sequence sequence) {
        if (sequence == null) {
            call.keys().addAll(Collections.nCopies(4, redisKeys.nothing(shard)));
            add(call, NOTHING, NOTHING);
            return;
        }
        if (Shards.of(sequence.key()) != shard) {
            throw new IllegalArgumentException(sequence + " is not in shard " + shard);
        }
        call.keys().add(redisKeys.waiting(sequence.consumer(), sequence.key()));
        call.keys().add(redisKeys.parked(sequence.consumer(), sequence.key()));
        call.keys().add(redisKeys.letters(shard));
        call.keys().add(redisKeys.ages(shard));
        add(call, new LetterId(sequence.consumer(), sequence.key()).text());
        add(call, sequence.head() == null ? NOTHING : sequence.head());
    }

    private <T> void addChange(ScriptCall call, Change<T> change) {
        var place = change.before().place();
        var after = change.after();
        var ttl = change.ttl();
        call.keys().add(redisKeys.document(place));
        add(call, Long.toString(change.before().version()));
        add(call, after == null ? NOTHING : format.write(place.type(), after));
        add(call, ttl == null ? NOTHING : Long.toString(ttl.toMillis()));
    }

    private void addAppointment(ScriptCall call, int shard, Appointment appointment) {
        Instant at = appointment.at();
        call.keys().add(redisKeys.agenda(shard, appointment.agenda()));
        add(call, appointment.name(), at == null ? NOTHING : Long.toString(at.toEpochMilli()));
    }

    private void addMessage(ScriptCall call, Message message) {
        add(call, message.topic().name(), MessageFormat.typeOf(message), message.key(), messages.write(message));
    }

    private static void add(ScriptCall call, String... arguments) {
        call.arguments().addAll(List.of(arguments));
    }
}
