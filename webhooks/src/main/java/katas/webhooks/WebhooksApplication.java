package katas.webhooks;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
class WebhooksApplication {
    static void main(String[] args) {
        SpringApplication.run(WebhooksApplication.class, args);
    }
}
