package katas.ratelimiter.web;

import java.util.List;
import katas.ratelimiter.Decision;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What a decision looks like over HTTP. */
final class DecisionResponses {
    private DecisionResponses() {}

    static ResponseEntity<?> of(Policy policy, Decision decision) {
        var headers = headers(policy, decision);
        return switch (decision) {
            case Decision.Allowed(var quotas) ->
                ResponseEntity.ok().headers(headers).body(DecisionDocument.allowed(quotas));
            case Decision.Unmetered _ -> ResponseEntity.ok().headers(headers).body(DecisionDocument.unmetered());
            case Decision.Denied denied ->
                ResponseEntity.status(429)
                        .headers(headers)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(Problems.quotaExceeded(policy, denied));
            case Decision.Unavailable _ ->
                ResponseEntity.status(503)
                        .headers(headers)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(Problems.temporaryReducedCapacity());
        };
    }

    private static HttpHeaders headers(Policy policy, Decision decision) {
        var headers = new HttpHeaders();
        headers.set("RateLimit-Policy", RateLimitFields.policyField(policy));
        switch (decision) {
            case Decision.Allowed(var quotas) -> setCurrent(headers, policy, quotas);
            case Decision.Denied denied -> {
                setCurrent(headers, policy, denied.quotas());
                headers.set(HttpHeaders.RETRY_AFTER, Long.toString(RateLimitFields.wholeSeconds(denied.retryAfter())));
            }
            case Decision.Unavailable(var retryAfter) ->
                headers.set(HttpHeaders.RETRY_AFTER, Long.toString(RateLimitFields.wholeSeconds(retryAfter)));
            case Decision.Unmetered _ -> {}
        }
        return headers;
    }

    private static void setCurrent(HttpHeaders headers, Policy policy, List<Quota> quotas) {
        headers.set("RateLimit", RateLimitFields.currentField(policy, quotas));
    }
}
