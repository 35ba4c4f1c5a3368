package katas.webhooks.receiver;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import katas.webhooks.message.Payload;

/** Serves {@code POST /hooks/{name}}: believes it or not, remembers it, and answers at once, unless told to misbehave. */
final class Hooks implements Wire.Endpoint {
    static final String PATH = "/hooks/";
    private static final Pattern HOOK = Pattern.compile(PATH + "([\\w-]{1,64})");
    /** Longer than anybody waits. */
    private static final Duration NEVER = Duration.ofMinutes(1);

    private static final Duration DRIP = Duration.ofSeconds(1);
    private static final long GIBIBYTE = 1L << 30;
    private static final byte[] FILLING = "all work and no play ".repeat(1_000).getBytes(US_ASCII);

    private final Receivers receivers;
    private final Listener listener;
    private final Duration slowness;

    /** Hears of each call before it is answered. */
    @FunctionalInterface
    interface Listener {
        void hear(String receiver, Received call);
    }

    /** @param slowness how late a slow answer is */
    Hooks(Receivers receivers, Listener listener, Duration slowness) {
        this.receivers = receivers;
        this.listener = listener;
        this.slowness = slowness;
    }

    @Override
    public void serve(Wire wire) throws IOException {
        var path = HOOK.matcher(wire.path());
        var receiver = path.matches() ? receivers.find(path.group(1)) : Optional.<Receiver>empty();
        if (receiver.isEmpty()) {
            wire.refuse(404, "no such receiver");
            return;
        }
        if (!wire.method().equals("POST")) {
            wire.refuse(405, "no such method");
            return;
        }
        var body = wire.bytes(Payload.MAX_BYTES + 1);
        if (body.length > Payload.MAX_BYTES) {
            wire.refuse(413, "too long");
            return;
        }
        var mode = receiver.get().mode();
        var call = receiver.get()
                .receive(
                        new Receiver.Signed(
                                wire.field("webhook-id"),
                                wire.field("webhook-timestamp"),
                                wire.field("webhook-signature")),
                        body);
        listener.hear(path.group(1), call);
        answer(wire, mode, call);
    }

    private void answer(Wire wire, Mode mode, Received call) throws IOException {
        switch (mode) {
            case OK -> tell(wire, call);
            case SLOW -> {
                pause(slowness);
                tell(wire, call);
            }
            case HANG -> pause(NEVER);
            case ERROR -> wire.refuse(500, "something went wrong");
            case RESET -> {}
            case HUGE -> wire.stream(GIBIBYTE, FILLING);
            case DRIP -> {
                var drops = wire.stream();
                while (pause(DRIP)) {
                    drops.write('.');
                    drops.flush();
                }
            }
            case REDIRECT -> wire.refuse(302, "elsewhere", Map.of("Location", "/elsewhere"));
            case GONE -> wire.refuse(410, "no more");
            case TOO_MANY -> wire.refuse(429, "not now", Map.of("Retry-After", "10"));
        }
    }

    private static void tell(Wire wire, Received call) throws IOException {
        if (call.finding().isGenuine()) {
            wire.answer(204);
        } else {
            // not why: that would help who guesses
            wire.refuse(401, "not believed");
        }
    }

    /** Returns whether there is anybody still to wait for. */
    private static boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
