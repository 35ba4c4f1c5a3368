package katas.webhooks.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import katas.webhooks.egress.Resolver;

/** Names that lead where the test says: another way each time, and from the last on nowhere. */
final class ScriptedNames implements Resolver {
    private final Queue<List<InetAddress>> answers = new ArrayDeque<>();
    private final AtomicInteger lookups = new AtomicInteger();

    ScriptedNames then(String... addresses) {
        answers.add(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
        return this;
    }

    @Override
    public synchronized List<InetAddress> resolve(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        var answer = answers.poll();
        if (answer == null) {
            throw new UnknownHostException(host + " is not known");
        }
        return answer;
    }

    int lookups() {
        return lookups.get();
    }
}
