package katas.vending;

import java.util.stream.Stream;
import katas.lab.testing.RedisHandle;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole service beside the one under test, in the same JVM and over the same Redis. */
public record Replica(ConfigurableApplicationContext context) implements AutoCloseable {

    /**
     * Starts one.
     *
     * @param settings such as {@code katas.vending-machine.ticks=1s}
     */
    public static Replica start(RedisHandle redis, String... settings) {
        var arguments = Stream.concat(
                Stream.of(
                        "server.port=0",
                        "katas.demo-keys=true",
                        "katas.vending-machine.deadline=10s",
                        // its ticks reach all machines, and nobody is to be given up because this one is busy
                        "katas.vending-machine.idle-timeout=10m",
                        "katas.vending-machine.motor-timeout=10m",
                        "katas.vending-machine.drop-timeout=10m",
                        "spring.data.redis.host=" + redis.host(),
                        "spring.data.redis.port=" + redis.port()),
                Stream.of(settings));
        return new Replica(new SpringApplicationBuilder(VendingMachineApplication.class)
                .run(arguments.map(setting -> "--" + setting).toArray(String[]::new)));
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Lets it shut down as on a signal to do so. */
    public void stop() {
        context.close();
    }

    @Override
    public void close() {
        stop();
    }
}
