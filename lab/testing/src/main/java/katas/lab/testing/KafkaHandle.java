package katas.lab.testing;

import katas.lab.infrastructure.Server;
import katas.lab.infrastructure.TcpProxy;

/** The Kafka broker that the tests share. */
public final class KafkaHandle extends ServerHandle {
    KafkaHandle(Server server, TcpProxy proxy) {
        super(server, proxy);
    }

    /** Where it is, as Kafka clients take it: {@code 127.0.0.1:20417}. */
    public String bootstrapServers() {
        return host() + ":" + port();
    }
}
