package katas.vending.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import java.time.InstantSource;
import katas.vending.VendingMachineProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
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

/** Who may call what, and what the controllers are made of. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    private static final String[] OPEN = {
        "/",
        "/error",
        StateMachineController.PATH,
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
    ApiKeys apiKeys(VendingMachineProperties properties, @Value("${katas.demo-keys:false}") boolean demo) {
        return new ApiKeys(properties.keys(), properties.adminKeys(), demo);
    }

    @Bean
    Tokens tokens() {
        return new Tokens(new SecureRandom());
    }

    @Bean
    MachineIds machineIds() {
        return new MachineIds(InstantSource.system(), new SecureRandom());
    }

    @Bean
    EventStreams eventStreams(Machines machines, JsonMapper json, VendingMachineProperties properties) {
        return new EventStreams(
                machines,
                json,
                properties.streams(),
                properties.streamPoll(),
                properties.heartbeat(),
                System::nanoTime);
    }

    @Bean
    MeterBinder openStreams(EventStreams streams) {
        return meters -> Gauge.builder("vending.streams", streams, EventStreams::open)
                .description("callers who follow events now")
                .register(meters);
    }

    /** What a device or an operator does is told apart by the command, and so by its controller. */
    @Bean
    SecurityFilterChain security(HttpSecurity http, ApiKeys keys, ProblemWriter problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new ApiKeyFilter(keys, problems), UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, MachineController.PATH)
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
