package katas.lab.infrastructure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One client's connection through the proxy: questions pass at once, answers wait in a bounded queue until they are due. */
final class ProxiedConnection {
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int CHUNKS_WAITING = 512;
    private static final Answer END = new Answer(ByteBuffer.allocate(0), 0);

    private final Socket client;
    private final Socket server;
    private final Lateness lateness;
    private final BlockingQueue<Answer> waiting = new ArrayBlockingQueue<>(CHUNKS_WAITING);

    private record Answer(ByteBuffer bytes, long readAtNanos) {
        boolean isEnd() {
            return !bytes.hasRemaining();
        }
    }

    ProxiedConnection(Socket client, Socket server, Lateness lateness) {
        this.client = client;
        this.server = server;
        this.lateness = lateness;
    }

    /** Carries bytes both ways until both sides have ended, or one connection breaks. */
    void run() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        var questions = Thread.startVirtualThread(() -> orReset(this::passQuestions));
        var answers = Thread.startVirtualThread(() -> orReset(this::queueAnswers));
        orReset(this::passAnswers);
        join(questions);
        join(answers);
    }

    /** Breaks both sides the hard way; does nothing the second time. */
    void reset() {
        for (var socket : new Socket[] {client, server}) {
            try {
                if (!socket.isClosed()) {
                    socket.setSoLinger(true, 0);
                }
                socket.close();
            } catch (IOException _) {
                // broken already
            }
        }
        waiting.clear();
        waiting.offer(END);
    }

    private void passQuestions() throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        var chunk = new byte[CHUNK_BYTES];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            out.write(chunk, 0, n);
        }
        server.shutdownOutput();
    }

    private void queueAnswers() throws IOException, InterruptedException {
        InputStream in = server.getInputStream();
        var chunk = new byte[CHUNK_BYTES];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            waiting.put(new Answer(ByteBuffer.wrap(Arrays.copyOf(chunk, n)), System.nanoTime()));
        }
        waiting.put(END);
    }

    private void passAnswers() throws IOException, InterruptedException {
        OutputStream out = client.getOutputStream();
        for (var answer = waiting.take(); !answer.isEnd(); answer = waiting.take()) {
            lateness.awaitDue(answer.readAtNanos());
            out.write(answer.bytes().array());
        }
        client.shutdownOutput();
    }

    private void orReset(Transfer transfer) {
        try {
            transfer.run();
        } catch (IOException | InterruptedException _) {
            reset();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Transfer {
        void run() throws IOException, InterruptedException;
    }
}
