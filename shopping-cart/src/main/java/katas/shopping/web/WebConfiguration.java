package katas.shopping.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import katas.shopping.OnRole;
import katas.shopping.Role;
import katas.shopping.ShoppingCartProperties;
import katas.shopping.effect.Documents;
import katas.shopping.order.Orders;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
        "/actuator/health/**",
        "/actuator/prometheus",
        "/v3/api-docs/**",
        "/v3/api-docs.yaml",
        "/swagger-ui.html",
        "/swagger-ui/**"
    };
    private static final String[] CAPABILITIES = {"/v1/carts/**", "/v1/orders/**", "/v1/payment-callbacks/**"};
    private static final String[] THE_SHOPS = {
        "/v1/inventory/**", "/v1/prices/**", "/v1/sagas", "/v1/dead-letters/**", "/v1/projections/**"
    };

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    ApiKeys apiKeys(ShoppingCartProperties properties, @Value("${katas.demo-keys:false}") boolean demo) {
        return new ApiKeys(properties.keys(), properties.adminKeys(), demo);
    }

    @Bean
    @OnRole(Role.ORDER)
    OrderBook orderBook(Orders orders, Documents documents) {
        return new OrderBook(orders, documents);
    }

    @Bean
    @OnRole(Role.ORDER)
    OrderStreams orderStreams(JsonMapper json, ShoppingCartProperties properties) {
        return new OrderStreams(json, properties.streamPoll(), properties.heartbeat(), System::nanoTime);
    }

    @Bean
    @OnRole(Role.ORDER)
    StreamPlaces streamPlaces(ShoppingCartProperties properties) {
        return new StreamPlaces(properties.streams(), properties.streamsOfOrder(), properties.streamsOfSource());
    }

    @Bean
    @OnRole(Role.ORDER)
    MeterBinder openStreams(StreamPlaces places) {
        return meters -> Gauge.builder("orders.streams", places, StreamPlaces::taken)
                .description("callers who follow orders now")
                .register(meters);
    }

    /** A cart, and an order, is open to whoever knows its id, unless it is a customer's; that is told by who serves it. */
    @Bean
    SecurityFilterChain security(HttpSecurity http, ApiKeys keys, ProblemWriter problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new ApiKeyFilter(keys, problems), UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(CAPABILITIES)
                        .permitAll()
                        .requestMatchers(THE_SHOPS)
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
