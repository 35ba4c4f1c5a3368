package katas.webhooks.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;

/** Reads what the {@link Allowance} of the attempt permits, and nothing outside one. */
final class RationedSocket extends Socket {
    RationedSocket() {
        // a proxy would look names up again, and connect to what it likes
        super(Proxy.NO_PROXY);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new RationedStream(super.getInputStream());
    }

    private static final class RationedStream extends InputStream {
        private final InputStream unrationed;

        RationedStream(InputStream unrationed) {
            this.unrationed = unrationed;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var allowance = Allowance.CURRENT.orElseThrow(() -> new IOException("nobody waits for this"));
            int count = unrationed.read(target, offset, length == 0 ? 0 : allowance.atMost(length));
            allowance.spend(Math.max(0, count));
            return count;
        }

        @Override
        public int read() throws IOException {
            var single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int available() throws IOException {
            return unrationed.available();
        }

        @Override
        public void close() throws IOException {
            unrationed.close();
        }
    }
}
