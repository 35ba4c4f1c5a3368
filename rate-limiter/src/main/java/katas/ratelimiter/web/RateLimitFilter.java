package katas.ratelimiter.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import katas.ratelimiter.Policies;
import katas.ratelimiter.RateLimiter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits what lies behind it: by the API key of the caller, else by the address of the client.
 *
 * <p>Takes one permit a request. A request that is refused never reaches a controller.
 */
final class RateLimitFilter extends OncePerRequestFilter {
    private final RateLimiter limiter;
    private final Policies policies;
    private final String policyName;
    private final ClientIdentity clients;
    private final ProblemWriter problems;

    RateLimitFilter(
            RateLimiter limiter, Policies policies, String policyName, ClientIdentity clients, ProblemWriter problems) {
        this.limiter = limiter;
        this.policies = policies;
        this.policyName = policyName;
        this.clients = clients;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var policy = policies.find(policyName).orElseThrow(() -> new NoSuchPolicy(policyName));
        var answer = DecisionResponses.of(policy, limiter.tryAcquire(policy, clients.of(request), 1));
        answer.getHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                response.setHeader(name, values.getFirst());
            }
        });
        if (answer.getBody() instanceof ProblemDetail problem) {
            problems.write(response, problem);
        } else {
            chain.doFilter(request, response);
        }
    }
}
