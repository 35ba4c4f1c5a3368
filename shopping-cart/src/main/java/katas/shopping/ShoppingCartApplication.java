package katas.shopping;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
class ShoppingCartApplication {
    static void main(String[] args) {
        SpringApplication.run(ShoppingCartApplication.class, args);
    }
}
