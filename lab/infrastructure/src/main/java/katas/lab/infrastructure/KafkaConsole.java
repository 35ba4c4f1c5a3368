package katas.lab.infrastructure;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Asks a Kafka broker on loopback one question over a connection of its own, in the few bytes that it takes. */
public final class KafkaConsole {
    private static final int TIMEOUT_MS = Math.toIntExact(Duration.ofSeconds(2).toMillis());
    private static final int METADATA = 3;
    private static final int VERSION = 1;
    private static final int QUESTION = 7;
    private static final int NO_CLIENT_ID = -1;
    private static final int NO_TOPICS = 0;

    private KafkaConsole() {}

    /** Tells whether the broker answers and names a broker that clients may use: before that, it fences itself off. */
    public static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            new DataOutputStream(socket.getOutputStream()).write(metadataRequest());
            var answer = new DataInputStream(socket.getInputStream());
            int size = answer.readInt();
            int question = answer.readInt();
            int brokers = answer.readInt();
            return size > 0 && question == QUESTION && brokers > 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static byte[] metadataRequest() throws IOException {
        var request = new ByteArrayOutputStream();
        var out = new DataOutputStream(request);
        out.writeInt(14);
        out.writeShort(METADATA);
        out.writeShort(VERSION);
        out.writeInt(QUESTION);
        out.writeShort(NO_CLIENT_ID);
        out.writeInt(NO_TOPICS);
        return request.toByteArray();
    }
}
