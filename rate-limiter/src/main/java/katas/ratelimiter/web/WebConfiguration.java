package katas.ratelimiter.web;

import katas.ratelimiter.Policies;
import katas.ratelimiter.RateLimiter;
import katas.ratelimiter.RateLimiterProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/** Who may call what, and which filters a request passes: API key, body limit, rate limit. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    private static final String[] OPEN = {
        "/",
        "/error",
        SampleController.PATH,
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
    ApiKeys apiKeys(RateLimiterProperties properties, @Value("${katas.demo-keys:false}") boolean demo) {
        return new ApiKeys(properties.keys(), properties.adminKeys(), demo);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http, ApiKeys keys, ProblemWriter problems) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new ApiKeyFilter(keys, problems), UsernamePasswordAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(HttpMethod.PUT, "/v1/policies/**")
                        .hasRole(ApiKeyAuthentication.ADMIN)
                        .requestMatchers(HttpMethod.DELETE, "/v1/policies/**")
                        .hasRole(ApiKeyAuthentication.ADMIN)
                        .anyRequest()
                        .hasRole(ApiKeyAuthentication.CALLER))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (_, response, _) -> problems.unauthorized(response, "an API key is needed"))
                        .accessDeniedHandler((_, response, _) ->
                                problems.write(response, Problems.of(HttpStatus.FORBIDDEN, "an admin key is needed"))))
                .build();
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(ProblemWriter problems) {
        return new FilterRegistrationBean<>(new BodyLimitFilter(problems));
    }

    @Bean
    FilterRegistrationBean<RateLimitFilter> rateLimitFilter(
            RateLimiter limiter, Policies policies, RateLimiterProperties properties, ProblemWriter problems) {
        var filter = new FilterRegistrationBean<>(new RateLimitFilter(
                limiter, policies, properties.samplePolicy(), new ClientIdentity(properties.trustedHops()), problems));
        filter.addUrlPatterns(SampleController.PATH);
        return filter;
    }
}
