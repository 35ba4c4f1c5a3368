package katas.vending.web;

import io.swagger.v3.oas.annotations.Hidden;
import katas.vending.VendingMachineProperties;
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
            <title>Vending machine</title>
            <style>
            :root { color-scheme: light dark }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
            pre { overflow-x: auto; padding: .75rem; border: 1px solid; border-radius: .25rem }
            </style>
            </head>
            <body>
            <h1>Vending machine</h1>
            <p>Design the software of a fleet of vending machines that are never wrong about money, whoever presses what
            and whatever crashes. Running variant: <strong>{variant}</strong>.</p>
            <h2>Try it</h2>
            <p>One after the other, in one shell (bash or zsh). A new machine sells tea for 50:</p>
            <pre>M=lobby-$RANDOM
            curl -i {base}/v1/machines -H 'Authorization: Bearer demo-admin-key' \\
              -H 'Content-Type: application/json' \\
              -d '{"id":"'$M'","slots":[{"id":"A1","product":"Tea","price":50,"stock":5}],
                   "tubes":[{"denomination":10,"count":20},{"denomination":50,"count":20}]}'</pre>
            <p>A buyer inserts a coin. Ids of commands are random, since whoever repeats one is told the session again:</p>
            <pre>curl -i {base}/v1/machines/$M/commands -H 'Authorization: Bearer demo-key' \\
              -H 'Content-Type: application/json' \\
              -d '{"id":"c-'$RANDOM$RANDOM'","type":"insert-coin","denomination":50}'</pre>
            <p>The operator, who needs no session, presses the button:</p>
            <pre>curl -i {base}/v1/machines/$M/commands -H 'Authorization: Bearer demo-admin-key' \\
              -H 'Content-Type: application/json' \\
              -d '{"id":"c-'$RANDOM$RANDOM'","type":"select","slot":"A1"}'</pre>
            <p>The <code>order</code> in the answer is for the machine's device: it turns the motor once, and reports with the
            order's number what came of it (<code>motor-done</code>, then <code>drop-seen</code> or
            <code>drop-missed</code>).</p>
            <h2>Read on</h2>
            <ul>
            <li><a href="/swagger-ui.html">the API</a></li>
            <li><a href="/v1/state-machine">the state machine</a></li>
            <li><a href="/actuator/health">health</a> and <a href="/actuator/prometheus">metrics</a></li>
            <li><code>vending-machine/README.md</code>: how it works, what it costs, how it breaks</li>
            </ul>
            </body>
            </html>
            """;

    private final String variant;

    HomeController(VendingMachineProperties properties) {
        this.variant = properties.variant().text();
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String home() {
        var base = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        return PAGE.replace("{variant}", variant).replace("{base}", base);
    }
}
