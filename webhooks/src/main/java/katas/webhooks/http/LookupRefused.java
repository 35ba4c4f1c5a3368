package katas.webhooks.http;

import java.net.UnknownHostException;

/** There are as many lookups as may be: no fault of the name. */
final class LookupRefused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    LookupRefused(String host) {
        super("nobody could look up " + host + " now");
    }
}
