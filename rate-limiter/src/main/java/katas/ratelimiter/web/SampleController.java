package katas.ratelimiter.web;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Something worth protecting: whoever reaches it was let through by {@link RateLimitFilter}. */
@RestController
class SampleController {
    static final String PATH = "/v1/sample";

    @GetMapping(PATH)
    Sample sample() {
        return new Sample("you were let through");
    }

    record Sample(String message) {}
}
