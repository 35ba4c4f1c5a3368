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
    private static final Duration FOR_AN_ANSWER = Duration.ofSeconds(2);
    private static final Duration FOR_A_RESULT = Duration.ofSeconds(20);

    private RedisConsole() {}

    /** Tells whether the server answers and has loaded its data. */
    public static boolean answers(int port) {
        try {
            return ask(port, "PING", FOR_AN_ANSWER).equals("+PONG");
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
        var answer = ask(port, "FLUSHALL", FOR_A_RESULT);
        if (!answer.equals("+OK")) {
            throw new IOException("FLUSHALL was answered with " + answer);
        }
    }

    /**
     * Counts how often the server has run a command since it started, inside scripts or not.
     *
     * @param command in lower case, such as {@code mget}
     * @throws IOException if the server does not answer
     */
    public static long calls(int port, String command) throws IOException {
        var prefix = "cmdstat_" + command + ":calls=";
        return bulk(port, "INFO commandstats")
                .lines()
                .filter(line -> line.startsWith(prefix))
                .mapToLong(line -> Long.parseLong(line.substring(prefix.length(), line.indexOf(','))))
                .findFirst()
                .orElse(0);
    }

    /** Sends an inline command and returns the answer's first line as it came: {@code +OK}. */
    private static String ask(int port, String command, Duration timeout) throws IOException {
        try (var socket = send(port, command, timeout)) {
            return line(socket);
        }
    }

    /** Sends an inline command and returns the text that it answers with, whose length comes first: {@code $12}. */
    private static String bulk(int port, String command) throws IOException {
        try (var socket = send(port, command, FOR_A_RESULT)) {
            var length = line(socket);
            if (!length.startsWith("$")) {
                throw new IOException(command + " was answered with " + length);
            }
            // the line feed that ends the first line, then the text
            var text = socket.getInputStream().readNBytes(1 + Integer.parseInt(length.substring(1)));
            return new String(text, StandardCharsets.UTF_8).strip();
        }
    }

    private static Socket send(int port, String command, Duration timeout) throws IOException {
        int timeoutMs = Math.toIntExact(timeout.toMillis());
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMs);
            socket.setSoTimeout(timeoutMs);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
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
