package katas.ratelimiter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
class RateLimiterApplication {
    static void main(String[] args) {
        SpringApplication.run(RateLimiterApplication.class, args);
    }
}
