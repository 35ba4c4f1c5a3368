package katas.webhooks.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import katas.webhooks.message.NewMessage;
import katas.webhooks.message.Payload;
import katas.webhooks.web.BodyLimit.TooLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads what a tenant asks us to tell, and cuts its payload out of the request.
 *
 * <p>The payload is never written anew: spaces, the order of names, {@code 1.0} or {@code 1}, escapes all stay as they came,
 * for a signature covers bytes. That the request is strict UTF-8 makes its characters and its bytes the same thing.
 */
final class MessageRequest {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Payload.MAX_BYTES)
                    .build())
            .build();

    private final Set<String> seen = new HashSet<>();
    private final String text;
    private @Nullable String eventType;
    private @Nullable String key;
    private byte @Nullable [] payload;

    private MessageRequest(String text) {
        this.text = text;
    }

    /**
     * Reads a body.
     *
     * @param traceparent of the request, null if it has none
     */
    static NewMessage read(byte[] body, @Nullable String traceparent) {
        var request = new MessageRequest(decoded(body));
        try (var parser = JSON.createParser(ObjectReadContext.empty(), request.text)) {
            request.read(parser);
        } catch (JacksonException e) {
            throw new ErrorResponseException(HttpStatus.BAD_REQUEST, UnreadableBody.problem(e), e);
        }
        var eventType = Checks.eventType(request.eventType);
        var key = Checks.key(request.key);
        var payload = Checks.present("payload", request.payload);
        if (payload.length > Payload.MAX_BYTES) {
            throw new TooLong("payload", Payload.MAX_BYTES);
        }
        return new NewMessage(eventType, key, traceparent, Payload.of(payload));
    }

    private void read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw noObject();
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            if (!seen.add(name)) {
                throw new InvalidRequest(name, "is there twice");
            }
            parser.nextToken();
            switch (name) {
                case "eventType" -> eventType = string(name, parser);
                case "key" -> key = string(name, parser);
                case "payload" -> payload = cutOut(parser);
                default -> throw new InvalidRequest(name, "is not known");
            }
        }
        if (parser.nextToken() != null) {
            throw noObject();
        }
    }

    private byte[] cutOut(JsonParser parser) {
        int from = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        int to = (int) parser.currentLocation().getCharOffset();
        return text.substring(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String string(String field, JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NULL -> null;
            default -> throw new InvalidRequest(field, "must be a string");
        };
    }

    private static InvalidRequest noObject() {
        return new InvalidRequest("body", "must be one JSON object");
    }

    private static String decoded(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRequest("body", "must be UTF-8");
        }
    }
}
