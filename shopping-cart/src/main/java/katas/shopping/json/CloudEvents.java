package katas.shopping.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import katas.shopping.effect.Decoder;
import katas.shopping.effect.Poison;
import katas.shopping.effect.RawRecord;
import katas.shopping.messages.Envelope;
import org.jspecify.annotations.Nullable;

/** Messages as CloudEvents 1.0 in the binary mode of its Kafka binding: what is known of a message goes into headers. */
public final class CloudEvents implements Decoder {
    private static final String VERSION = "1.0";
    private static final String SPEC_VERSION = "ce_specversion";
    private static final String ID = "ce_id";
    private static final String SOURCE = "ce_source";
    private static final String TYPE = "ce_type";
    private static final String TIME = "ce_time";
    private static final String CONTENT_TYPE = "content-type";
    private static final String TRACE = "traceparent";

    private final MessageFormat format = new MessageFormat();

    /**
     * Returns the headers of a message.
     *
     * @param context who says it
     * @param type as {@link MessageFormat#typeOf} returns it
     */
    public static Map<String, String> headers(
            String context, String id, String type, Instant time, @Nullable String trace) {
        var headers = new LinkedHashMap<String, String>();
        headers.put(SPEC_VERSION, VERSION);
        headers.put(ID, id);
        headers.put(SOURCE, "/shopping-cart/" + context);
        headers.put(TYPE, type);
        headers.put(TIME, time.toString());
        headers.put(CONTENT_TYPE, "application/json");
        if (trace != null) {
            headers.put(TRACE, trace);
        }
        return headers;
    }

    /** Returns the simple name of the message that a record is, as far as that can be told. */
    public static String nameOf(RawRecord record) {
        return MessageFormat.nameOf(record.headers().getOrDefault(TYPE, ""));
    }

    @Override
    public Envelope read(RawRecord record) {
        if (!VERSION.equals(header(record, SPEC_VERSION))) {
            throw new Poison("not of version 1.0 of CloudEvents", null);
        }
        var value = RawRecord.decode(record.value()).orElseThrow(() -> new Poison("the value is not UTF-8", null));
        var message = format.read(header(record, TYPE), value);
        if (!RawRecord.decode(record.key()).filter(message.key()::equals).isPresent()) {
            throw new Poison("the key is not that of the message", null);
        }
        return new Envelope(header(record, ID), time(record), record.headers().get(TRACE), message);
    }

    private static Instant time(RawRecord record) {
        try {
            return Instant.parse(header(record, TIME));
        } catch (DateTimeException e) {
            throw new Poison("no time", e);
        }
    }

    private static String header(RawRecord record, String name) {
        return RawRecord.decode(record.headers().get(name))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new Poison("no " + name, null));
    }
}
