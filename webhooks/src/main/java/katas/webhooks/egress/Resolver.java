package katas.webhooks.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Knows the addresses behind names. */
@FunctionalInterface
public interface Resolver {
    /**
     * Returns the addresses of a host now: all of them, at least one.
     *
     * @param host a name, or an address, which is its own
     * @throws UnknownHostException if it has none, or nobody can tell in time; the message is for the endpoint's owner
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
