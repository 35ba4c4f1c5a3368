package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.core.KafkaTemplate;

@Lab({Needs.REDIS, Needs.KAFKA})
@SpringBootTest(properties = {"spring.data.redis.port=1", "spring.kafka.bootstrap-servers=localhost:1"})
class SpringConnectionIT {
    @Autowired
    private StringRedisTemplate template;

    @Autowired
    private KafkaTemplate<String, String> kafka;

    @Autowired
    private RedisHandle bean;

    @SuppressWarnings("NullAway.Init")
    private RedisHandle field;

    @Test
    void the_application_talks_to_the_labs_redis_and_not_to_the_configured_one() {
        template.opsForValue().set("quota", "100");

        assertThat(template.opsForValue().get("quota")).isEqualTo("100");
    }

    @Test
    void and_to_the_labs_kafka() {
        var sent = kafka.send("quotas", "alice", "100");

        assertThat(sent).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void a_handle_comes_as_a_parameter_in_a_field_and_as_a_bean(RedisHandle parameter) {
        assertThat(parameter).isSameAs(field).isSameAs(bean);
    }

    @Configuration
    @EnableAutoConfiguration
    static class Application {}
}
