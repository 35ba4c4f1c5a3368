package katas.webhooks.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import katas.webhooks.delivery.Parcel;
import katas.webhooks.delivery.Postman;
import katas.webhooks.egress.TargetRefused;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Posts with HttpClient 5 and waits on the caller's thread, a virtual one.
 *
 * <p>An attempt ends by the clock, whatever trickles in: a timer cuts its connection. Of an answer's body no more is read than
 * is kept; the rest goes with the connection.
 */
final class HttpPostman implements Postman, AutoCloseable {
    private static final int KEPT_BYTES = 16 * 1_024;

    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer;
    private final long patienceMillis;

    HttpPostman(CloseableHttpClient client, ScheduledExecutorService timer, long patienceMillis) {
        this.client = client;
        this.timer = timer;
        this.patienceMillis = patienceMillis;
    }

    @Override
    public Answer carry(Parcel parcel) {
        var post = new HttpPost(parcel.url());
        parcel.fields().forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(parcel.body(), null));
        var cut = timer.schedule(post::cancel, patienceMillis, TimeUnit.MILLISECONDS);
        try (var response = client.executeOpen(HttpHost.create(parcel.url()), post, null)) {
            return answered(response, post);
        } catch (TargetRefused e) {
            return new NotAnswered(Trouble.DENIED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return post.isCancelled()
                    ? tookTooLong()
                    : new NotAnswered(trouble(e), e.getClass().getSimpleName());
        } finally {
            cut.cancel(false);
        }
    }

    private Answer tookTooLong() {
        return new NotAnswered(Trouble.TIME_OUT, "no answer within %d ms".formatted(patienceMillis));
    }

    private static Answer answered(ClassicHttpResponse response, HttpPost post) throws IOException {
        var excerpt = new ByteArrayOutputStream();
        boolean cut = false;
        if (response.getEntity() != null) {
            cut = !readTo(excerpt, response.getEntity().getContent());
            if (cut) {
                post.cancel();
            }
        }
        Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return new Answered(
                response.getCode(),
                retryAfter == null ? null : retryAfter.getValue(),
                excerpt.toString(StandardCharsets.UTF_8),
                cut);
    }

    /** Returns whether that was all. */
    private static boolean readTo(ByteArrayOutputStream excerpt, InputStream body) throws IOException {
        excerpt.writeBytes(body.readNBytes(KEPT_BYTES));
        return excerpt.size() < KEPT_BYTES || body.read() < 0;
    }

    private static Trouble trouble(Exception e) {
        return switch (e) {
            case UnknownHostException _ -> Trouble.NO_ADDRESS;
            case ConnectTimeoutException _, ConnectException _, NoRouteToHostException _ -> Trouble.NOT_CONNECTED;
            case SocketTimeoutException _ -> Trouble.TIME_OUT;
            case SSLException _ -> Trouble.TLS;
            case ClientProtocolException _ -> Trouble.NOT_HTTP;
            default -> Trouble.RESET;
        };
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
