package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

@Lab(Needs.REDIS)
@SpringBootTest(properties = "spring.data.redis.port=1")
class SpringConnectionIT {
    @Autowired
    private StringRedisTemplate template;

    @Autowired
    private RedisHandle bean;

    @SuppressWarnings("NullAway.Init")
    private RedisHandle field;

    @Test
    void the_application_talks_to_the_labs_redis_and_not_to_the_configured_one(RedisHandle parameter) {
        template.opsForValue().set("quota", "100");

        assertThat(template.opsForValue().get("quota")).isEqualTo("100");
        assertThat(bean).isSameAs(parameter).isSameAs(field);
    }

    @Configuration
    @EnableAutoConfiguration
    static class Application {}
}
