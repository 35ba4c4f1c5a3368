package katas.webhooks.delivery;

import java.net.URI;
import java.util.Map;

/** What is sent in one attempt: where, with which header fields, and the body to the byte. */
public final class SignedRequest {
    private final URI url;
    private final Map<String, String> fields;
    private final byte[] body;

    public SignedRequest(URI url, Map<String, String> fields, byte[] body) {
        this.url = url;
        this.fields = Map.copyOf(fields);
        this.body = body;
    }

    public URI url() {
        return url;
    }

    public Map<String, String> fields() {
        return fields;
    }

    /** Returns the bytes themselves, which nobody changes. */
    public byte[] body() {
        return body;
    }
}
