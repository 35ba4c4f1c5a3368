package katas.ratelimiter.web;

import io.swagger.v3.oas.annotations.Hidden;
import katas.ratelimiter.RateLimiterProperties;
import katas.ratelimiter.json.Names;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Says what runs here and what to try. */
@Hidden
@RestController
class HomeController {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Rate limiter</title>
            <style>
            :root { color-scheme: light dark }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
            pre { overflow-x: auto; padding: .75rem; border: 1px solid; border-radius: .25rem }
            </style>
            </head>
            <body>
            <h1>Rate limiter</h1>
            <p>Design a service that decides, for many callers and on many replicas at once, whether a call may pass
            now, and that tells the refused when to come back. Running variant: <strong>{variant}</strong>.</p>
            <h2>Try it</h2>
            <pre>curl -i {base}/v1/decisions -H 'Authorization: Bearer demo-key' \\
              -H 'Content-Type: application/json' -d '{"policy":"api","key":"alice","permits":1}'</pre>
            <pre>for i in $(seq 12); do curl -s -o /dev/null -w '%{http_code} ' {base}/v1/sample; done</pre>
            <pre>curl -s {base}/v1/policies/api/keys/alice -H 'Authorization: Bearer demo-key'</pre>
            <h2>Read on</h2>
            <ul>
            <li><a href="/swagger-ui.html">the API</a></li>
            <li><a href="/actuator/health">health</a> and <a href="/actuator/prometheus">metrics</a></li>
            <li><code>rate-limiter/README.md</code>: how it works, what it costs, how it breaks</li>
            </ul>
            </body>
            </html>
            """;

    private final String variant;

    HomeController(RateLimiterProperties properties) {
        this.variant = Names.of(properties.variant());
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String home() {
        var base = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        return PAGE.replace("{variant}", variant).replace("{base}", base);
    }
}
