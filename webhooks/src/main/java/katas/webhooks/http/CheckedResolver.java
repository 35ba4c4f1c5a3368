package katas.webhooks.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import katas.webhooks.egress.EgressPolicy;
import katas.webhooks.egress.Resolver;
import katas.webhooks.egress.TargetRefused;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a name once, and hands its addresses to the connection only if messages may go to all of them.
 *
 * <p>The connection goes to what was checked: a name that changes between a check and a connection finds no time in between.
 * Name and certificate stay those of the URL. A connection that is used again leads where it was made to.
 */
final class CheckedResolver implements DnsResolver {
    private final Resolver resolver;
    private final EgressPolicy policy;

    CheckedResolver(Resolver resolver, EgressPolicy policy) {
        this.resolver = resolver;
        this.policy = policy;
    }

    /** @throws TargetRefused if messages must not go to one of the addresses */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = resolver.resolve(host);
        policy.check(host, addresses);
        return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
