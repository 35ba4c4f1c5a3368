package katas.webhooks.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import katas.webhooks.delivery.Answer;
import katas.webhooks.delivery.Answer.Answered;
import katas.webhooks.delivery.Answer.NotAnswered;
import katas.webhooks.delivery.Answer.Trouble;
import katas.webhooks.delivery.Postman;
import katas.webhooks.delivery.SignedRequest;
import katas.webhooks.egress.TargetRefused;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Posts with HttpClient 5, each request on a virtual thread of its own.
 *
 * <p>So an attempt ends by the clock, whatever trickles in: who waits goes, and the thread is stopped. An answer counts when it
 * is complete, or when there is as much of it as is kept; the rest goes with the connection.
 */
final class HttpPostman implements Postman, AutoCloseable {
    /** A date has 29 characters. */
    private static final Pattern RETRY_AFTER = Pattern.compile("[ -~]{1,64}");

    private final CloseableHttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Troubles troubles;
    private final long patienceMillis;

    HttpPostman(Bounds bounds, DnsResolver resolver, SSLContext tls) {
        this.client = PostClient.of(bounds, resolver, tls);
        this.troubles = new Troubles(bounds);
        this.patienceMillis = bounds.total().toMillis();
    }

    @Override
    public Answer carry(SignedRequest request) {
        var post = new HttpPost(request.url());
        request.fields().forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(request.body(), null));
        var allowance = new Allowance(Bounds.READ_BYTES);
        var call = threads.submit(() -> ScopedValue.where(Allowance.CURRENT, allowance)
                .call(() -> answer(post, HttpHost.create(request.url()), allowance)));
        try {
            return call.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return troubles.timeOut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NotAnswered(Trouble.RESET, "the sender stopped before there was an answer");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an attempt failed by a fault of ours", e.getCause());
        } finally {
            if (!call.isDone()) {
                post.cancel();
                call.cancel(true);
            }
        }
    }

    private Answer answer(HttpPost post, HttpHost target, Allowance allowance) {
        try {
            return answered(client.executeOpen(target, post, null), allowance);
        } catch (TargetRefused e) {
            return new NotAnswered(Trouble.DENIED, Excerpt.line(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return allowance.isExceeded() ? troubles.tooMuch() : troubles.of(e);
        } finally {
            // drops the connection, unless all was read and it is kept; to close the answer would be to read it to its
            // end
            post.cancel();
        }
    }

    private static Answered answered(ClassicHttpResponse response, Allowance allowance) throws IOException {
        var entity = response.getEntity();
        var excerpt = entity == null ? new Excerpt("", false) : excerpt(entity.getContent(), allowance);
        return new Answered(response.getCode(), retryAfter(response), excerpt.text(), excerpt.cut());
    }

    private static Excerpt excerpt(InputStream body, Allowance allowance) throws IOException {
        try {
            var kept = body.readNBytes(Excerpt.MOST_BYTES);
            boolean more = kept.length == Excerpt.MOST_BYTES && body.read() >= 0;
            return Excerpt.of(kept, more);
        } catch (IOException e) {
            if (allowance.isExceeded()) {
                // there is a status, and the body is mostly wrapping
                return new Excerpt("", true);
            }
            throw e;
        }
    }

    private static @Nullable String retryAfter(ClassicHttpResponse response) {
        var field = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return field == null || !RETRY_AFTER.matcher(field.getValue()).matches() ? null : field.getValue();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
        threads.shutdownNow();
    }
}
