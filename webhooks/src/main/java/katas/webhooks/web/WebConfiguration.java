package katas.webhooks.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import katas.webhooks.OnRole;
import katas.webhooks.Role;
import katas.webhooks.WebhooksProperties;
import katas.webhooks.delivery.DeliveryLog;
import katas.webhooks.delivery.Events;
import katas.webhooks.endpoint.Endpoints;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
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
    ApiKeys apiKeys(WebhooksProperties properties, @Value("${katas.demo-keys:false}") boolean demo) {
        return new ApiKeys(properties.keys(), demo);
    }

    @Bean
    @OnRole(Role.API)
    EndpointViews endpointViews(Endpoints endpoints, DeliveryLog log) {
        return new EndpointViews(endpoints, log);
    }

    @Bean
    @OnRole(Role.API)
    EventStreams eventStreams(Events events, JsonMapper json, WebhooksProperties properties) {
        return new EventStreams(
                events, new EventView(json), properties.streamPoll(), properties.heartbeat(), System::nanoTime);
    }

    @Bean
    @OnRole(Role.API)
    StreamPlaces streamPlaces(WebhooksProperties properties) {
        return new StreamPlaces(properties.streams(), properties.streamsOfTenant());
    }

    @Bean
    @OnRole(Role.API)
    MeterBinder openStreams(StreamPlaces places) {
        return meters -> Gauge.builder("events.streams", places, StreamPlaces::taken)
                .description("callers who follow events now")
                .register(meters);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, ApiKeys keys, ProblemWriter problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new ApiKeyFilter(keys, problems), UsernamePasswordAuthenticationFilter.class)
                // nobody without a key takes room
                .addFilterAfter(new BodyRoom(roomForBodies(), problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(OPEN).permitAll().anyRequest().hasRole(ApiKeys.TENANT))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                        (_, response, _) -> problems.unauthorized(response, "an API key is needed")))
                .build();
    }

    /** Returns a sixteenth of the memory: of a body there are up to six copies on its way. */
    private static int roomForBodies() {
        long bytes = Runtime.getRuntime().maxMemory() / 16;
        return Math.clamp(bytes, BodyLimit.MAX_MESSAGE_BYTES, Integer.MAX_VALUE);
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
