package katas.vending;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
class VendingMachineApplication {
    static void main(String[] args) {
        SpringApplication.run(VendingMachineApplication.class, args);
    }
}
