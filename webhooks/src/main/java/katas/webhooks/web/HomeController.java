package katas.webhooks.web;

import io.swagger.v3.oas.annotations.Hidden;
import katas.webhooks.WebhooksProperties;
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
            <title>Webhooks</title>
            <style>
            :root { color-scheme: light dark }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
            pre { overflow-x: auto; padding: .75rem; border: 1px solid; border-radius: .25rem }
            </style>
            </head>
            <body>
            <h1>Webhooks</h1>
            <p>Design webhooks: messages that arrive at other people's endpoints, signed, at least once, and one bad endpoint
            delays nobody else. Running variant: <strong>{variant}</strong>.</p>
            <h2>Try it</h2>
            <p>One after the other, in one shell (bash or zsh). A receiver wants to hear of orders; what it is told to know
            us by is shown this once:</p>
            <pre>A='Authorization: Bearer demo-key'; J='Content-Type: application/json'; N=me-$RANDOM
            E=$(curl -s {base}/v1/endpoints -H "$A" -H "$J" \\
              -d '{"url":"{receiver}/hooks/'$N'","eventTypes":["order.*"]}'); echo "$E"
            S=$(echo "$E" | grep -o 'whsec_[^"]*')
            curl -si -X PUT {receiver}/v1/receivers/$N -H "$J" -d '{"secret":"'$S'","mode":"ok"}'</pre>
            <p>Something has happened. This is answered when it cannot be lost any more:</p>
            <pre>M=$(curl -s {base}/v1/messages -H "$A" -H "$J" -H "Idempotency-Key: $RANDOM$RANDOM" \\
              -d '{"eventType":"order.paid","payload":{"order": 7,  "total": 19.90}}' | grep -o 'msg_[0-9a-z]*')
            echo $M</pre>
            <p>What became of it, and what has arrived, byte by byte:</p>
            <pre>sleep 2; curl -s {base}/v1/messages/$M -H "$A"; echo
            curl -s {base}/v1/messages/$M/attempts -H "$A"; echo
            curl -s {receiver}/v1/receivers/$N</pre>
            <h2>Read on</h2>
            <ul>
            <li><a href="/swagger-ui.html">the API</a></li>
            <li><a href="/actuator/health">health</a> and <a href="/actuator/prometheus">metrics</a></li>
            <li><code>webhooks/README.md</code>: how it works, what it costs, how it breaks</li>
            </ul>
            </body>
            </html>
            """;

    private final String variant;
    private final String receiver;

    HomeController(WebhooksProperties properties) {
        this.variant = properties.variant().text();
        this.receiver = "http://localhost:" + properties.receiver().port();
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String home() {
        var base = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        return PAGE.replace("{variant}", variant)
                .replace("{receiver}", receiver)
                .replace("{base}", base);
    }
}
