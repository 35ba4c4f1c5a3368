package katas.ratelimiter.json;

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
            return json.readValue(text, PolicyDocument.class).toDefinition();
        } catch (JacksonException e) {
            throw new InvalidPolicy("definition", "is no JSON that this version knows");
        }
    }
}
