package katas.webhooks.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** Says what an exception means to the endpoint's owner. */
final class Troubles {
    private final Bounds bounds;

    Troubles(Bounds bounds) {
        this.bounds = bounds;
    }

    NotAnswered of(IOException e) {
        return switch (e) {
            case LookupRefused _, ConnectionRequestTimeoutException _ -> ours();
            case SocketException _ when message(e).contains("Too many open files") -> ours();
            case UnknownHostException _ -> new NotAnswered(Trouble.NO_ADDRESS, Excerpt.line(message(e)));
            case ConnectTimeoutException _ ->
                new NotAnswered(
                        Trouble.NOT_CONNECTED,
                        "no connection within %d ms".formatted(bounds.connect().toMillis()));
            case ConnectException _, NoRouteToHostException _ ->
                new NotAnswered(Trouble.NOT_CONNECTED, "nobody takes connections there");
            case SocketTimeoutException _ -> timeOut();
            case SSLException _ -> new NotAnswered(Trouble.TLS, Excerpt.line(message(e)));
            case TruncatedChunkException _ -> reset();
            case ClientProtocolException _, MessageConstraintException _, MalformedChunkCodingException _ ->
                new NotAnswered(Trouble.NOT_HTTP, "the answer is no HTTP, or its header is too long");
            default -> reset();
        };
    }

    NotAnswered timeOut() {
        return new NotAnswered(
                Trouble.TIME_OUT,
                "no complete answer within %d ms".formatted(bounds.total().toMillis()));
    }

    NotAnswered tooMuch() {
        return new NotAnswered(Trouble.NOT_HTTP, "no end of the header within %d bytes".formatted(Bounds.READ_BYTES));
    }

    private static NotAnswered ours() {
        return new NotAnswered(Trouble.SENDER_FAULT, "something is wrong with the sender");
    }

    private static NotAnswered reset() {
        return new NotAnswered(Trouble.RESET, "the connection broke before the answer was complete");
    }

    private static String message(IOException e) {
        return String.valueOf(e.getMessage());
    }
}
