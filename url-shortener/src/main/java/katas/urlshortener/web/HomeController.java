package katas.urlshortener.web;

import io.swagger.v3.oas.annotations.Hidden;
import katas.urlshortener.UrlShortenerProperties;
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
            <title>URL shortener</title>
            <style>
            :root { color-scheme: light dark }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
            pre { overflow-x: auto; padding: .75rem; border: 1px solid; border-radius: .25rem }
            </style>
            </head>
            <body>
            <h1>URL shortener</h1>
            <p>Design a URL shortener: links that redirect whatever else is down, follow each edit at once, and cannot be
            guessed. Running variant: <strong>{variant}</strong>.</p>
            <h2>Try it</h2>
            <p>One after the other, in one shell (bash or zsh). A new link, with a name of its own:</p>
            <pre>A=hello-$RANDOM
            curl -i {base}/v1/links -H 'Authorization: Bearer demo-key' \\
              -H 'Content-Type: application/json' \\
              -d '{"target":"https://example.com/a/long/path","alias":"'$A'"}'</pre>
            <p>Follow it, as a browser does; with a <code>+</code> behind it you are shown where it leads instead:</p>
            <pre>curl -i {base}/$A</pre>
            <p>See who came:</p>
            <pre>curl -s {base}/v1/links/$A/stats -H 'Authorization: Bearer demo-key'</pre>
            <h2>Read on</h2>
            <ul>
            <li><a href="/swagger-ui.html">the API</a></li>
            <li><a href="/actuator/health">health</a> and <a href="/actuator/prometheus">metrics</a></li>
            <li><code>url-shortener/README.md</code>: how it works, what it costs, how it breaks</li>
            </ul>
            </body>
            </html>
            """;

    private final String variant;

    HomeController(UrlShortenerProperties properties) {
        this.variant = properties.variant().text();
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String home() {
        var base = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        return PAGE.replace("{variant}", variant).replace("{base}", base);
    }
}
