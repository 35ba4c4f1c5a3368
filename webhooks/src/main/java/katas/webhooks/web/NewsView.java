package katas.webhooks.web;

import katas.webhooks.delivery.Attempt;
import katas.webhooks.delivery.News;
import katas.webhooks.json.StoredFormat;
import tools.jackson.databind.json.JsonMapper;

/** Spells what happens as the API does, however it is stored. */
final class NewsView {
    private static final String ATTEMPT = "attempt";

    private final StoredFormat stored = new StoredFormat();
    private final JsonMapper json;

    NewsView(JsonMapper json) {
        this.json = json;
    }

    /** Returns one line of JSON. */
    String of(News.Item item) {
        return item.kind().equals(ATTEMPT)
                ? json.writeValueAsString(AttemptView.told(stored.read(Attempt.class, item.document())))
                : item.document();
    }
}
