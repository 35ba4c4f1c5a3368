package katas.shopping.json;

import katas.shopping.effect.Poison;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes documents as JSON, and reads them again. The same value always makes the same text. */
public final class StoredFormat {
    private final JsonMapper json = Spelling.mapper();

    public <T> String write(Class<T> type, T value) {
        return json.writerFor(type).writeValueAsString(value);
    }

    /**
     * Returns the document that a text is.
     *
     * @throws Poison if it is none of this type
     */
    public <T> T read(Class<T> type, String text) {
        try {
            // an earlier version kept things that nobody needs any more
            return json.readerFor(type)
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(text);
        } catch (JacksonException e) {
            throw new Poison("stored %s cannot be read: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
        }
    }
}
