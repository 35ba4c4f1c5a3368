package katas.lab.infrastructure;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a Redis on loopback one question over a connection of its own. */
public final class RedisConsole {
    private static final int TIMEOUT_MS = Math.toIntExact(Duration.ofSeconds(2).toMillis());

    private RedisConsole() {}

    /** Tells whether the server answers and has loaded its data. */
    public static boolean answers(int port) {
        try {
            return ask(port, "PING").equals("+PONG");
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Removes every key of every database.
     *
     * @throws IOException if the server does not answer
     */
    public static void flush(int port) throws IOException {
        var answer = ask(port, "FLUSHALL");
        if (!answer.equals("+OK")) {
            throw new IOException("FLUSHALL was answered with " + answer);
        }
    }

    /** Sends an inline command and returns the answer's first line as it came: {@code +OK}. */
    private static String ask(int port, String command) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return line(socket);
        }
    }

    private static String line(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c != '\r';
                c = socket.getInputStream().read()) {
            if (c < 0) {
                throw new EOFException("the server ended the connection");
            }
            line.append((char) c);
        }
        return line.toString();
    }
}
