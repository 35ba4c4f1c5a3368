package katas.webhooks.json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes records as JSON, and reads them again. The same value always makes the same text.
 *
 * <p>Every text says in {@code v} which format it is in. Any other than the current one is refused: a service that guesses at
 * a newer format would write what it did not understand back without it.
 */
public final class StoredFormat {
    private static final int CURRENT = 1;
    private static final String VERSION = "v";

    private final JsonMapper json = Spelling.mapper();

    public <T> String write(Class<T> type, T value) {
        var tree = (ObjectNode) json.readTree(json.writerFor(type).writeValueAsString(value));
        return json.writeValueAsString(tree.put(VERSION, CURRENT));
    }

    /**
     * Returns the record that a text is.
     *
     * @throws Unreadable if it is none of this type, or in a format that is not known
     */
    public <T> T read(Class<T> type, String text) {
        try {
            return json.treeToValue(inCurrentFormat(type, json.readTree(text)), type);
        } catch (JacksonException e) {
            // its message may quote the text, and that may be a secret
            throw new Unreadable("stored %s cannot be read".formatted(type.getSimpleName()));
        }
    }

    private static JsonNode inCurrentFormat(Class<?> type, JsonNode tree) {
        if (!(tree instanceof ObjectNode object)) {
            throw new Unreadable("stored %s is no object".formatted(type.getSimpleName()));
        }
        var version = object.remove(VERSION);
        if (version == null || !(version.isInt() && version.intValue() == CURRENT)) {
            throw new Unreadable("stored %s is in format %s, and this service reads %d"
                    .formatted(type.getSimpleName(), version, CURRENT));
        }
        return object;
    }
}
