package katas.ratelimiter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class RateLimiterApplication {
    static void main(String[] args) {
        SpringApplication.run(RateLimiterApplication.class, args);
    }
}
