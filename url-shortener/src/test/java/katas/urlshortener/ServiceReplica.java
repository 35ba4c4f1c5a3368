package katas.urlshortener;

import java.util.stream.Stream;
import katas.lab.testing.KafkaHandle;
import katas.lab.testing.RedisHandle;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole service beside the one under test, in the same JVM and over the same servers. */
public record ServiceReplica(ConfigurableApplicationContext context) implements AutoCloseable {

    /**
     * Starts one.
     *
     * @param settings such as {@code katas.url-shortener.deadline=1s}
     */
    public static ServiceReplica start(RedisHandle redis, KafkaHandle kafka, String... settings) {
        var arguments = Stream.concat(
                Stream.of(
                        "server.port=0",
                        "katas.demo-keys=true",
                        "katas.url-shortener.code-block=1",
                        "spring.data.redis.host=" + redis.host(),
                        "spring.data.redis.port=" + redis.port(),
                        "spring.kafka.bootstrap-servers=" + kafka.bootstrapServers()),
                Stream.of(settings));
        return new ServiceReplica(new SpringApplicationBuilder(UrlShortenerApplication.class)
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
