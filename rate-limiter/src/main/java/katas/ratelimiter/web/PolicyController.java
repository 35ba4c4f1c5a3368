package katas.ratelimiter.web;

import java.util.List;
import katas.ratelimiter.Policies;
import katas.ratelimiter.Policy;
import katas.ratelimiter.Quota;
import katas.ratelimiter.QuotaBook;
import katas.ratelimiter.json.PolicyDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/policies")
class PolicyController {
    private static final int MAX_PAGE = 200;

    private final Policies policies;
    private final QuotaBook book;

    PolicyController(Policies policies, QuotaBook book) {
        this.policies = policies;
        this.book = book;
    }

    @GetMapping
    Page list(@RequestParam(defaultValue = "50") int limit, @RequestParam(defaultValue = "") String cursor) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new InvalidRequest("limit", "must be from 1 to " + MAX_PAGE + ", was " + limit);
        }
        var rest = policies.all().stream()
                .filter(policy -> policy.name().compareTo(cursor) > 0)
                .toList();
        var items = rest.stream().limit(limit).map(PolicyView::of).toList();
        return new Page(items, rest.size() > limit ? items.getLast().name() : null);
    }

    @GetMapping("/{name}")
    PolicyView get(@PathVariable String name) {
        return PolicyView.of(named(name));
    }

    @PutMapping("/{name}")
    PolicyView put(@PathVariable String name, @RequestBody PolicyDocument document) {
        return PolicyView.of(policies.put(name, document.toDefinition()));
    }

    @GetMapping("/{name}/keys/{key}")
    KeyView look(@PathVariable String name, @PathVariable String key) {
        var policy = named(name);
        var limits = book.quotas(policy, DecisionRequest.checked(key)).stream()
                .map(quota -> QuotaView.of(policy, quota))
                .toList();
        return new KeyView(policy.name(), key, limits);
    }

    @DeleteMapping("/{name}/keys/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@PathVariable String name, @PathVariable String key) {
        book.reset(named(name), DecisionRequest.checked(key));
    }

    private Policy named(String name) {
        return policies.find(name).orElseThrow(() -> new NoSuchPolicy(name));
    }

    record Page(List<PolicyView> items, @Nullable String next) {}

    record KeyView(String policy, String key, List<QuotaView> limits) {}

    record QuotaView(String name, int remaining, long resetAfterMs) {
        static QuotaView of(Policy policy, Quota quota) {
            return new QuotaView(
                    policy.nameOf(quota.limit()), quota.remaining(), DecisionDocument.millis(quota.resetAfter()));
        }
    }
}
