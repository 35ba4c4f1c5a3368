package katas.webhooks.web;

import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.Events;
import katas.webhooks.json.StoredFormat;
import tools.jackson.databind.json.JsonMapper;

/** Spells what happens as the API does, however it is stored. */
final class EventView {
    private static final String ATTEMPT = "attempt";

    private final StoredFormat stored = new StoredFormat();
    private final JsonMapper json;

    EventView(JsonMapper json) {
        this.json = json;
    }

    /** Returns one line of JSON. */
    String of(Events.Event event) {
        return event.kind().equals(ATTEMPT)
                ? json.writeValueAsString(AttemptView.told(stored.read(Attempt.class, event.document())))
                : event.document();
    }
}
