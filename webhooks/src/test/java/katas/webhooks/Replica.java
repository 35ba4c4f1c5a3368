package katas.webhooks;

import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.RedisHandle;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole service in the JVM of the test. */
public record Replica(ConfigurableApplicationContext context) implements AutoCloseable {

    /**
     * Starts one.
     *
     * @param settings such as {@code katas.webhooks.retention=8d}
     */
    public static Replica start(RedisHandle redis, KafkaHandle kafka, String... settings) {
        var arguments = Stream.concat(
                Stream.of(
                        "server.port=0",
                        "katas.demo-keys=true",
                        "katas.webhooks.allowed-networks=127.0.0.0/8",
                        "katas.webhooks.deadline=10s",
                        "katas.webhooks.roles=api,fan-out,dispatcher",
                        "spring.data.redis.host=" + redis.host(),
                        "spring.data.redis.port=" + redis.port(),
                        "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers()),
                Stream.of(settings));
        return new Replica(new SpringApplicationBuilder(WebhooksApplication.class)
                .run(arguments.map(setting -> "--" + setting).toArray(String[]::new)));
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
