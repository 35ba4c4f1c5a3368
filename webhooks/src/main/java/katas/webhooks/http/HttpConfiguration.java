package katas.webhooks.http;

import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import katas.webhooks.Variant;
import katas.webhooks.WebhooksProperties;
import katas.webhooks.egress.Cidr;
import katas.webhooks.egress.EgressPolicy;
import katas.webhooks.egress.Resolver;
import katas.webhooks.egress.TargetCheck;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where messages may go, and who carries them. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1/128");

    /** @param demo whether messages may go to this machine: to the sample receiver */
    @Bean
    EgressPolicy egressPolicy(WebhooksProperties properties, @Value("${katas.demo-keys:false}") boolean demo) {
        var allowed = Stream.concat(properties.allowedNetworks().stream(), demo ? LOOPBACK.stream() : Stream.empty());
        return new EgressPolicy(allowed.map(Cidr::parse).toList());
    }

    @Bean
    TimedNames names(WebhooksProperties properties) {
        var attempts = properties.attempts();
        return new TimedNames(TimedNames::ofPlatform, attempts.connectTimeout(), attempts.inFlight());
    }

    @Bean
    TargetCheck targetCheck(Resolver names, EgressPolicy policy) {
        return new TargetCheck(names, policy);
    }

    @Bean
    HttpPostman httpPostman(Resolver names, EgressPolicy policy, WebhooksProperties properties)
            throws NoSuchAlgorithmException {
        var attempts = properties.attempts();
        var bounds = new Bounds(attempts.timeout(), attempts.connectTimeout(), attempts.inFlight());
        var resolver = properties.variant() == Variant.CHECK_AT_SAVE
                ? new TrustingResolver(names)
                : new CheckedResolver(names, policy);
        return new HttpPostman(bounds, resolver, SSLContext.getDefault());
    }
}
