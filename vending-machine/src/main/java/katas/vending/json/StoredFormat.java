package katas.vending.json;

import katas.vending.JournalEntry;
import katas.vending.Snapshot;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what is stored as JSON, and reads it again.
 *
 * <p>Every text says in {@code v} which format it is in. The current one is written, the one before it is brought up to
 * date by {@link Upcaster}, and any other is refused: a service that guesses at a newer format would write what it did
 * not understand back without it.
 */
public final class StoredFormat {
    static final int CURRENT = 2;

    private static final String VERSION = "v";
    private static final String NUMBER = "number";

    private final JsonMapper json = Mixins.addTo(JsonMapper.builder())
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public String write(Snapshot snapshot) {
        return stamped(json.valueToTree(snapshot));
    }

    /**
     * Returns the machine that a text is.
     *
     * @throws UnknownFormat if the text is in a format that is neither the current one nor the one before
     */
    public Snapshot readSnapshot(String text) {
        return read(text, Snapshot.class);
    }

    /** Writes an entry without its number, which is its place in the journal. */
    public String write(JournalEntry entry) {
        ObjectNode tree = json.valueToTree(entry);
        tree.remove(NUMBER);
        return stamped(tree);
    }

    /**
     * Returns the entry that a text in the journal is.
     *
     * @param number its place there, from 1
     * @throws UnknownFormat if the text is in a format that is neither the current one nor the one before
     */
    public JournalEntry readEntry(long number, String text) {
        var tree = upToDate(text);
        tree.put(NUMBER, number);
        return toValue(tree, JournalEntry.class);
    }

    public String write(Remembered remembered) {
        return stamped(json.valueToTree(remembered));
    }

    /**
     * Returns what a text remembers.
     *
     * @throws UnknownFormat if the text is in a format that is neither the current one nor the one before
     */
    public Remembered readRemembered(String text) {
        return read(text, Remembered.class);
    }

    private <T> T read(String text, Class<T> type) {
        return toValue(upToDate(text), type);
    }

    private String stamped(ObjectNode tree) {
        tree.put(VERSION, CURRENT);
        return json.writeValueAsString(tree);
    }

    private ObjectNode upToDate(String text) {
        var tree = parse(text);
        var version = tree.remove(VERSION);
        if (version == null || !version.isInt()) {
            throw new UnknownFormat("stored without a version of its format", null);
        }
        return switch (version.intValue()) {
            case CURRENT -> tree;
            case Upcaster.FROM -> Upcaster.upcast(tree);
            default ->
                throw new UnknownFormat(
                        "stored in format %s, and this service reads %d and %d"
                                .formatted(version, Upcaster.FROM, CURRENT),
                        null);
        };
    }

    private ObjectNode parse(String text) {
        JsonNode tree;
        try {
            tree = json.readTree(text);
        } catch (JacksonException e) {
            throw new UnknownFormat("stored as something that is not JSON", e);
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new UnknownFormat("stored as JSON that is not an object", null);
    }

    private <T> T toValue(ObjectNode tree, Class<T> type) {
        try {
            return json.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new UnknownFormat(
                    "stored %s cannot be read: %s".formatted(type.getSimpleName(), e.getOriginalMessage()), e);
        }
    }
}
