package katas.urlshortener;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
class UrlShortenerApplication {
    static void main(String[] args) {
        SpringApplication.run(UrlShortenerApplication.class, args);
    }
}
