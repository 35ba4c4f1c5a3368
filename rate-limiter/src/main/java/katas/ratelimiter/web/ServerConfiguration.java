package katas.ratelimiter.web;

import java.util.List;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Which paths Tomcat and the firewall let through.
 *
 * <p>A partition key may be a path or an address range of its own, {@code 2001:db8::/64}. Encoded, its slashes, percent
 * signs and semicolons pass; the same characters as they are have a meaning in a path, and stay refused where they would
 * change which key is meant. Who may call what is decided by the same segments that choose the controller, each decoded
 * by itself: an encoded slash never becomes one, and nothing is smuggled past a rule.
 */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat(ProblemWriter problems) {
        var asItIs = EncodedSolidusHandling.PASS_THROUGH.getValue();
        return factory -> {
            factory.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling(asItIs);
                connector.setEncodedReverseSolidusHandling(asItIs);
            });
            factory.addContextCustomizers(
                    context -> context.getParent().getPipeline().addValve(new ProblemReportValve(problems)));
        };
    }

    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        firewall.getEncodedUrlBlocklist().addAll(List.of("//", "\\", ";"));
        return firewall;
    }
}
