package katas.lab.infrastructure;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Just enough of a Redis client for commands with one-line answers. */
final class RedisClient implements AutoCloseable {
    private final Socket socket = new Socket();
    private final BufferedReader answers;

    RedisClient(int port) {
        this(port, Duration.ofSeconds(20));
    }

    RedisClient(int port, Duration timeout) {
        try {
            int timeoutMs = Math.toIntExact(timeout.toMillis());
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMs);
            socket.setSoTimeout(timeoutMs);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends {@code SET key value} and the like; returns {@code OK}, {@code -1} for nothing, the last of several. */
    String call(String command) {
        try {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer() throws IOException {
        var line = line();
        var content = line.substring(1);
        return switch (line.charAt(0)) {
            case '$' -> content.equals("-1") ? content : line();
            case '*' -> {
                var last = "";
                for (int i = Integer.parseInt(content); i > 0; i--) {
                    last = answer();
                }
                yield last;
            }
            default -> content;
        };
    }

    private String line() throws IOException {
        var line = answers.readLine();
        if (line == null) {
            throw new EOFException("the server ended the connection");
        }
        return line;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
