package katas.webhooks.delivery;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import katas.webhooks.endpoint.Endpoints.Addressed;
import katas.webhooks.message.Message;
import katas.webhooks.signature.SignedContent;

/** Calls an endpoint with a message, signed as of now with all its current keys. */
public final class Caller {
    private final Postman postman;
    private final InstantSource clock;

    public Caller(Postman postman, InstantSource clock) {
        this.postman = postman;
        this.clock = clock;
    }

    /** Waits for the answer; never longer than an attempt may take. */
    public Answer call(Addressed addressed, Message message) {
        var body = message.payload().bytes();
        return postman.carry(new SignedRequest(addressed.endpoint().url().uri(), fields(addressed, message), body));
    }

    private Map<String, String> fields(Addressed addressed, Message message) {
        var now = clock.instant();
        var content = SignedContent.of(message.id(), now, message.payload().bytes());
        var fields = new HashMap<>(Map.of(
                "content-type",
                "application/json",
                "user-agent",
                "katas-webhooks/1",
                "webhook-id",
                message.id(),
                "webhook-timestamp",
                Long.toString(now.getEpochSecond()),
                "webhook-signature",
                addressed.keys().signers(now).stream()
                        .map(signer -> signer.sign(content))
                        .collect(Collectors.joining(" "))));
        if (message.traceparent() != null) {
            fields.put("traceparent", message.traceparent());
        }
        return fields;
    }
}
