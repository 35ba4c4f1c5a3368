package katas.lab.cli.tree;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import katas.lab.cli.terminal.Stopped;
import org.jspecify.annotations.Nullable;

/**
 * A kata as its {@code kata.yaml} describes it.
 *
 * @param name its folder's name
 * @param port where the service listens unless {@code .env} says otherwise
 * @param needs servers that the service needs
 * @param also what the service listens for besides, each on a port of its own; none if absent
 * @param keys which demo keys it accepts; the usual two if absent
 * @param asks other katas that it asks when they run, and that its tests start; none if absent
 * @param variants how it can be started; exactly one is the default
 * @param examples commands to try, with the default port
 */
public record KataDescription(
        String name,
        String prompt,
        int port,
        List<Need> needs,
        List<Listener> also,
        DemoKeys keys,
        List<String> asks,
        List<Variant> variants,
        @JsonProperty("try") List<String> examples) {

    public KataDescription {
        also = Objects.requireNonNullElse(also, List.of());
        keys = Objects.requireNonNullElse(keys, DemoKeys.USUAL);
        asks = Objects.requireNonNullElse(asks, List.of());
    }

    /**
     * Something that answers on a port.
     *
     * @param port where it listens unless {@code .env} says otherwise
     */
    public record Listener(String name, int port) {}

    /** Returns all that listens when the service runs, the service itself first. */
    public List<Listener> listeners() {
        return Stream.concat(Stream.of(new Listener(name, port)), also.stream()).toList();
    }

    /**
     * Documented keys, which open a service only while demo keys are on.
     *
     * @param api for what anybody may do
     * @param admin for what not everybody may do; null if that is nothing
     * @param other for another tenant, to whom nothing of the first one's belongs; null if nobody needs one to try it
     */
    public record DemoKeys(
            String api, @Nullable String admin, @Nullable String other) {
        static final DemoKeys USUAL = new DemoKeys("demo-key", "demo-admin-key", null);
    }

    /** A server that a service needs. */
    public enum Need {
        @JsonProperty("redis")
        REDIS,
        @JsonProperty("kafka")
        KAFKA
    }

    /** One way to start a service. */
    public record Variant(
            String name,
            String text,
            @JsonProperty("default") boolean standard) {}

    public Variant defaultVariant() {
        return variants.stream().filter(Variant::standard).findFirst().orElseThrow();
    }

    /**
     * Looks a variant up.
     *
     * @throws Stopped when there is none of that name
     */
    public Variant variant(String wanted) {
        return variants.stream()
                .filter(variant -> variant.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> {
                    var names = variants.stream().map(Variant::name).toList();
                    return Stopped.usage(
                            name + " has no variant '" + wanted + "'." + Suggestion.forTypo(wanted, names),
                            "choose one of: " + String.join(", ", names));
                });
    }
}
