import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;

/** What comes in: header fields by their names in lower case, and the body to the byte. */
record Request(Map<String, String> fields, byte[] body) {

    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    Request {
        fields = Map.copyOf(fields);
    }

    static Request of(String id, long timestamp, String signature, String body) {
        return new Request(
                Map.of(
                        ID,
                        id,
                        TIMESTAMP,
                        Long.toString(timestamp),
                        SIGNATURE,
                        signature,
                        "content-type",
                        "application/json"),
                body.getBytes(UTF_8));
    }

    /** Returns this with another value of a field. */
    Request with(String field, String value) {
        var changed = new HashMap<>(fields);
        changed.put(field, value);
        return new Request(changed, body);
    }

    Request without(String field) {
        var changed = new HashMap<>(fields);
        changed.remove(field);
        return new Request(changed, body);
    }

    Request withBody(String other) {
        return new Request(fields, other.getBytes(UTF_8));
    }

    String id() {
        return fields.get(ID);
    }
}
