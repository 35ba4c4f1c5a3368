package katas.lab.testing;

import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Makes the handles beans, and with them the connection details that Spring Boot prefers to its properties.
 *
 * @param needs what the test class asked for; contexts are shared by classes that need the same
 */
record LabContextCustomizer(Set<Needs> needs) implements ContextCustomizer {
    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
        var beans = context.getBeanFactory();
        for (var need : needs) {
            beans.registerSingleton("lab" + need, LabServers.handle(need));
            switch (need) {
                case REDIS -> {
                    if (isPresent("org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails")) {
                        RedisDetails.register(beans, LabServers.redis());
                    }
                }
                case KAFKA -> {
                    if (isPresent("org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails")) {
                        KafkaDetails.register(beans, LabServers.kafka());
                    }
                }
            }
        }
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, LabContextCustomizer.class.getClassLoader());
    }

    // a class for each: a kata that uses only one of them has only that one's types on its class path

    private static final class RedisDetails {
        static void register(SingletonBeanRegistry beans, RedisHandle redis) {
            beans.registerSingleton("labRedisConnection", new DataRedisConnectionDetails() {
                @Override
                public Standalone getStandalone() {
                    return Standalone.of(redis.host(), redis.port());
                }
            });
        }
    }

    private static final class KafkaDetails {
        static void register(SingletonBeanRegistry beans, KafkaHandle kafka) {
            KafkaConnectionDetails details = () -> List.of(kafka.bootstrapServers());
            beans.registerSingleton("labKafkaConnection", details);
        }
    }
}
