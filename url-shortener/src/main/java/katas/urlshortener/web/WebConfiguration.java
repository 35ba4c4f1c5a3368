package katas.urlshortener.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import katas.urlshortener.ClickLog;
import katas.urlshortener.MissLimit;
import katas.urlshortener.RedirectResolver;
import katas.urlshortener.StoreClock;
import katas.urlshortener.UrlShortenerProperties;
import katas.urlshortener.Visitors;
import katas.urlshortener.metrics.RedirectMeter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Who may call what, and what visitors meet before that. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    private static final String[] OPEN = {
        "/",
        "/error",
        "/actuator/health/**",
        "/actuator/prometheus",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/swagger-ui.html",
        "/swagger-ui/**"
    };

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    ApiKeys apiKeys(UrlShortenerProperties properties, @Value("${katas.demo-keys:false}") boolean demo) {
        return new ApiKeys(properties.keys(), properties.adminKeys(), demo);
    }

    @Bean
    Redirects redirects(
            RedirectResolver resolver,
            MissLimit misses,
            ClickLog clicks,
            Visitors visitors,
            StoreClock storeClock,
            ProblemWriter problems,
            MeterRegistry meters,
            InstantSource clock,
            UrlShortenerProperties properties) {
        return new Redirects(
                resolver,
                misses,
                clicks,
                visitors,
                new ClientAddress(properties.forwardingHops()),
                new CachePolicy(storeClock, System::nanoTime),
                new VisitorAnswers(problems),
                new RedirectMeter(meters),
                clock);
    }

    @Bean
    FilterRegistrationBean<RedirectFilter> redirectFilter(OwnPaths ownPaths, Redirects redirects) {
        var registration = new FilterRegistrationBean<>(new RedirectFilter(ownPaths, redirects));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, ApiKeys keys, ProblemWriter problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new ApiKeyFilter(keys, problems), UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(StatsController.REBUILD)
                        .hasRole(ApiKeys.ADMIN)
                        .anyRequest()
                        .hasRole(ApiKeys.CALLER))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (_, response, _) -> problems.unauthorized(response, "an API key is needed"))
                        .accessDeniedHandler((_, response, _) ->
                                problems.write(response, Problems.of(HttpStatus.FORBIDDEN, "an admin key is needed"))))
                .build();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat(ProblemWriter problems) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemReportValve(problems)));
    }

    /** Refuses {@code 5} where {@code "5"} is meant; the other way round is refused by a property. */
    @Bean
    JsonMapperBuilderCustomizer textIsText() {
        return json -> json.withCoercionConfig(LogicalType.Textual, text -> {
            text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
            text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
            text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        });
    }
}
