package katas.webhooks.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** A server of somebody else: counts who connects and what it gets rid of, and answers as badly as the test wants. */
final class Stranger implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");

    private final ServerSocket listening;
    private final Manners manners;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private int probes;

    /** What is done with a connection, which is closed afterwards. */
    @FunctionalInterface
    interface Manners {
        void treat(Call call) throws IOException, InterruptedException;
    }

    Stranger(Manners manners) {
        this(open(), manners);
    }

    Stranger(ServerSocket listening, Manners manners) {
        this.listening = listening;
        this.manners = manners;
        var _ = threads.submit(this::listen);
    }

    /** One that says the same to everybody, and hangs up. */
    static Stranger saying(String answer) {
        return new Stranger(call -> {
            call.request();
            call.say(answer);
        });
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object listen() throws IOException {
        while (true) {
            var socket = listening.accept();
            accepted.add(socket);
            var _ = threads.submit(() -> {
                try (socket) {
                    manners.treat(new Call(socket));
                } finally {
                    ended.incrementAndGet();
                }
                return null;
            });
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    URI url(String host) {
        return URI.create("http://%s:%d/hooks".formatted(host, port()));
    }

    /** Returns how many connections there have been, to the last that was made before this was asked. */
    int connections() throws IOException {
        try (var probe = new Socket(listening.getInetAddress(), port())) {
            probes++;
            await().atMost(LONG)
                    .until(() -> accepted.stream().anyMatch(socket -> socket.getPort() == probe.getLocalPort()));
            return accepted.size() - probes;
        }
    }

    /** Waits until nobody is connected any more, and returns how many bytes were written: by the stranger, that is. */
    long writtenInTheEnd() {
        await().atMost(LONG).until(() -> ended.get() == accepted.size());
        return written.get();
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        listening.close();
        for (Closeable socket : accepted) {
            socket.close();
        }
    }

    /** One connection. */
    final class Call {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        private Call(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
            this.out = new FilterOutputStream(socket.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(bytes, offset, length);
                    written.addAndGet(length);
                }
            };
        }

        Socket socket() {
            return socket;
        }

        /** Reads a request: header and body. */
        String request() throws IOException {
            var request = new ByteArrayOutputStream();
            while (!request.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                request.write(next());
            }
            var length = LENGTH.matcher(request.toString(ISO_8859_1));
            int left = length.find() ? Integer.parseInt(length.group(1)) : 0;
            while (left-- > 0) {
                request.write(next());
            }
            return request.toString(ISO_8859_1);
        }

        private int next() throws IOException {
            int read = in.read();
            if (read < 0) {
                throw new EOFException("hung up");
            }
            return read;
        }

        void say(String text) throws IOException {
            say(text.getBytes(ISO_8859_1));
        }

        void say(byte[] bytes) throws IOException {
            out.write(bytes, 0, bytes.length);
            out.flush();
        }

        /** Says it until nobody listens. */
        void sayForever(String text) throws IOException {
            var many = text.repeat(1 + 8_192 / text.length());
            while (true) {
                say(many);
            }
        }

        /** Waits until the other side hangs up. */
        void hang() throws IOException {
            while (in.read() >= 0) {
                // what comes is of no interest
            }
        }
    }
}
