package katas.webhooks.receiver;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import katas.webhooks.Names;
import org.jspecify.annotations.Nullable;

/** Serves {@code PUT}, {@code GET} and {@code DELETE /v1/receivers/{name}}: {@value #MOST} of them at most. */
final class Receivers implements Wire.Endpoint {
    static final String PATH = "/v1/receivers/";
    private static final Pattern RECEIVER = Pattern.compile(PATH + "([\\w-]{1,64})");
    private static final int MOST = 1_000;

    private final InstantSource clock;
    private final ConcurrentMap<String, Receiver> receivers = new ConcurrentHashMap<>();

    Receivers(InstantSource clock) {
        this.clock = clock;
    }

    /** What is asked for; see {@link Receiver#adjust}. */
    record Asked(@Nullable String secret, @Nullable String mode) {}

    Optional<Receiver> find(String name) {
        return Optional.ofNullable(receivers.get(name));
    }

    @Override
    public void serve(Wire wire) throws IOException {
        var path = RECEIVER.matcher(wire.path());
        if (!path.matches()) {
            wire.refuse(404, "no such path");
            return;
        }
        var name = path.group(1);
        switch (wire.method()) {
            case "PUT" -> put(wire, name, wire.read(Asked.class));
            case "GET" -> show(wire, name);
            case "DELETE" -> {
                receivers.remove(name);
                wire.answer(204);
            }
            default -> wire.refuse(405, "no such method");
        }
    }

    private void show(Wire wire, String name) throws IOException {
        var found = find(name);
        if (found.isPresent()) {
            wire.answer(200, found.get().view());
        } else {
            wire.refuse(404, "no such receiver");
        }
    }

    private void put(Wire wire, String name, Asked asked) throws IOException {
        var receiver = find(name).orElseGet(() -> new Receiver(clock));
        var secret = asked.secret();
        var mode = asked.mode();
        receiver.adjust(
                secret == null ? null : read("secret", () -> Receiver.key(secret)),
                mode == null ? null : read("mode", () -> Names.constant(Mode.class, mode)));
        if (keep(name, receiver)) {
            wire.answer(200, receiver.view());
        } else {
            wire.refuse(409, "too many receivers");
        }
    }

    private static <T> T read(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + ": " + e.getMessage(), e);
        }
    }

    private synchronized boolean keep(String name, Receiver receiver) {
        if (receivers.size() >= MOST && !receivers.containsKey(name)) {
            return false;
        }
        receivers.put(name, receiver);
        return true;
    }
}
