package katas.webhooks.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import katas.webhooks.Names;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.Endpoint.Reason;
import katas.webhooks.endpoint.Endpoint.State;
import katas.webhooks.json.StoredFormat;
import org.jspecify.annotations.Nullable;

/** Says an endpoint in the fields of its hash: some are for scripts, which read no JSON. */
final class EndpointFields {
    private static final String NOTHING = "";
    private static final double MILLIS_OF_SECOND = 1_000;
    /** Those that a script reads or writes between two versions; without them a pause or a warning would outlive its cause. */
    private static final List<String> TROUBLE = List.of(
            "reason",
            "disabled",
            "failing",
            "warned",
            "broken",
            "probe",
            "since",
            "good",
            "bad",
            "quiet",
            "enabling",
            "place");

    private final StoredFormat format = new StoredFormat();

    /** Returns names and values in turn, an empty value for what goes. */
    List<String> settings(Endpoint endpoint) {
        var rateLimit = endpoint.rateLimit();
        return List.of(
                "document", format.write(StoredEndpoint.class, StoredEndpoint.of(endpoint)),
                "ordered", endpoint.ordered() ? "1" : "0",
                "interval", rateLimit == null ? NOTHING : Double.toString(MILLIS_OF_SECOND / rateLimit),
                "burst", rateLimit == null ? NOTHING : Integer.toString(burst(rateLimit)));
    }

    /** A tenth of a second's worth: what is more comes evenly. */
    private static int burst(int rateLimit) {
        return Math.max(1, rateLimit / 10);
    }

    /** Returns names and values in turn, an empty value for what goes. */
    List<String> state(State state) {
        return switch (state) {
            case State.Enabled() -> {
                var fields = new ArrayList<>(List.of("enabled", "1"));
                TROUBLE.forEach(name -> fields.addAll(List.of(name, NOTHING)));
                yield fields;
            }
            case State.Disabled(Reason reason, Instant since) ->
                List.of("enabled", "0", "reason", Names.of(reason), "disabled", Long.toString(since.toEpochMilli()));
        };
    }

    /** Returns the endpoint, if the hash is one of this tenant's. */
    Optional<Endpoint> read(String tenant, String id, Map<String, String> hash) {
        var document = hash.get("document");
        if (document == null) {
            return Optional.empty();
        }
        var stored = format.read(StoredEndpoint.class, document);
        return stored.tenant().equals(tenant)
                ? Optional.of(stored.toEndpoint(id, Long.parseLong(hash.getOrDefault("n", "1")), state(hash)))
                : Optional.empty();
    }

    private static State state(Map<String, String> hash) {
        return "1".equals(hash.get("enabled"))
                ? new State.Enabled()
                : new State.Disabled(reason(hash.get("reason")), since(hash.get("disabled")));
    }

    private static Reason reason(@Nullable String text) {
        return text == null ? Reason.BY_OWNER : Names.constant(Reason.class, text);
    }

    private static Instant since(@Nullable String millis) {
        return Instant.ofEpochMilli(millis == null ? 0 : Long.parseLong(millis));
    }
}
