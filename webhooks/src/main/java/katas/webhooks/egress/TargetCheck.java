package katas.webhooks.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Says whether messages may go to a URL, as far as that can be told when an endpoint is saved.
 *
 * <p>A help for its owner, who hears of a mistake at once. It protects nobody: a name can lead elsewhere a moment later, so
 * every connection is checked again.
 */
public final class TargetCheck {
    private final Resolver resolver;
    private final EgressPolicy policy;

    public TargetCheck(Resolver resolver, EgressPolicy policy) {
        this.resolver = resolver;
        this.policy = policy;
    }

    /**
     * Reads and checks a URL. A name that has no address now is accepted: it may have one tomorrow.
     *
     * @throws TargetRefused if it is none, or leads where messages must not go; the reason can follow the field's name
     */
    public TargetUrl check(String text) {
        var url = TargetUrl.parse(text);
        try {
            policy.check(url.host(), addresses(url));
        } catch (TargetRefused e) {
            throw new TargetRefused("must lead to a public address: " + e.getMessage());
        } catch (UnknownHostException e) {
            return url;
        }
        return url;
    }

    private List<InetAddress> addresses(TargetUrl url) throws UnknownHostException {
        var literal = url.address();
        return literal.isPresent() ? List.of(literal.get()) : resolver.resolve(url.host());
    }
}
