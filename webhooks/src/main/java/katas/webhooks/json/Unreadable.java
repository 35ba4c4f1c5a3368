package katas.webhooks.json;

/** A stored text is not what it should be: it was damaged, or somebody newer wrote it. */
public final class Unreadable extends RuntimeException {
    Unreadable(String message) {
        super(message);
    }
}
