package katas.ratelimiter.json;

import java.util.Optional;
import katas.ratelimiter.InvalidPolicy;
import katas.ratelimiter.PolicyDefinition;
import katas.ratelimiter.PolicyFormat;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Writes definitions as the JSON that the API speaks. */
@Component
final class JsonPolicyFormat implements PolicyFormat {
    private final JsonMapper json;

    JsonPolicyFormat(JsonMapper json) {
        this.json = json;
    }

    @Override
    public String write(PolicyDefinition definition) {
        return json.writeValueAsString(PolicyDocument.of(definition));
    }

    @Override
    public PolicyDefinition read(String text) {
        try {
            // the JSON null is read as no document at all
            return Optional.ofNullable(json.readValue(text, PolicyDocument.class))
                    .orElseThrow(JsonPolicyFormat::unreadable)
                    .toDefinition();
        } catch (JacksonException e) {
            throw unreadable();
        }
    }

    private static InvalidPolicy unreadable() {
        return new InvalidPolicy("definition", "is no JSON that this version knows");
    }
}
