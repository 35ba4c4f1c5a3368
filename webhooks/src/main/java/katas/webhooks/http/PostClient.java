package katas.webhooks.http;

import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Makes a client that does as little as possible beside posting: what it does not do, an answer cannot make it do. */
final class PostClient {
    /** A name that has moved is followed after this time, at the latest. */
    private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(1);

    private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(10);
    private static final TimeValue UNWATCHED = TimeValue.ofMilliseconds(100);
    private static final int WINDOW_BYTES = 64 * 1_024;
    private static final int MOST_EMPTY_LINES = 10;

    private PostClient() {}

    static CloseableHttpClient of(Bounds bounds, DnsResolver resolver, SSLContext tls) {
        return HttpClients.custom()
                .setConnectionManager(connections(bounds, resolver, tls))
                .setDefaultRequestConfig(request(bounds))
                // without a proxy, whatever the system says: it would look the name up again
                .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .evictExpiredConnections()
                .evictIdleConnections(LONGEST_IDLE)
                .build();
    }

    private static RequestConfig request(Bounds bounds) {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(timeout(bounds.connect().toMillis()))
                .setResponseTimeout(timeout(bounds.total().toMillis()))
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(Bounds bounds, DnsResolver resolver, SSLContext tls) {
        var connections = new PoolingHttpClientConnectionManager(
                new DefaultHttpClientConnectionOperator(
                        _ -> new RationedSocket(),
                        DefaultSchemePortResolver.INSTANCE,
                        resolver,
                        RegistryBuilder.<TlsSocketStrategy>create()
                                .register(URIScheme.HTTPS.id, new DefaultClientTlsStrategy(tls))
                                .build()),
                PoolConcurrencyPolicy.STRICT,
                PoolReusePolicy.LIFO,
                LONGEST_LIFE,
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(answers())
                        // the client's own skips lines until one looks like HTTP
                        .responseParserFactory(new DefaultHttpResponseParserFactory(answers()))
                        .build());
        connections.setMaxTotal(bounds.connections());
        // many endpoints may live behind one host, and one that hangs must not take its neighbours' connections
        connections.setDefaultMaxPerRoute(bounds.connections());
        connections.setDefaultSocketConfig(SocketConfig.custom()
                .setSoTimeout(timeout(bounds.total().toMillis()))
                .setRcvBufSize(WINDOW_BYTES)
                .setTcpNoDelay(true)
                .build());
        connections.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(timeout(bounds.connect().toMillis()))
                .setSocketTimeout(timeout(bounds.total().toMillis()))
                .setTimeToLive(LONGEST_LIFE)
                .setIdleTimeout(LONGEST_IDLE.toTimeout())
                .setValidateAfterInactivity(UNWATCHED)
                .build());
        return connections;
    }

    private static Http1Config answers() {
        return Http1Config.custom()
                .setMaxLineLength(Bounds.HEADER_LINE_BYTES)
                .setMaxHeaderCount(Bounds.HEADER_LINES)
                .setMaxEmptyLineCount(MOST_EMPTY_LINES)
                .build();
    }

    private static Timeout timeout(long millis) {
        return Timeout.of(millis, TimeUnit.MILLISECONDS);
    }
}
