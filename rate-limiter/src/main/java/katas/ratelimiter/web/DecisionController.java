package katas.ratelimiter.web;

import katas.ratelimiter.Policies;
import katas.ratelimiter.RateLimiter;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/decisions")
class DecisionController {
    private final RateLimiter limiter;
    private final Policies policies;

    DecisionController(RateLimiter limiter, Policies policies) {
        this.limiter = limiter;
        this.policies = policies;
    }

    @PostMapping
    ResponseEntity<?> decide(@RequestBody DecisionRequest request) {
        var policy = request.policyFrom(policies);
        var decision = limiter.tryAcquire(policy, request.checkedKey(), request.permitsWithin(policy));
        return DecisionResponses.of(policy, decision);
    }
}
