package katas.shopping.web;

import io.swagger.v3.oas.annotations.Hidden;
import katas.shopping.ShoppingCartProperties;
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
            <title>Shopping cart</title>
            <style>
            :root { color-scheme: light dark }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem }
            pre { overflow-x: auto; padding: .75rem; border: 1px solid; border-radius: .25rem }
            </style>
            </head>
            <body>
            <h1>Shopping cart</h1>
            <p>Design a shopping cart and its checkout: never oversold, never charged twice, whatever crashes in between.
            Running variant: <strong>{variant}</strong>.</p>
            <h2>Try it</h2>
            <p>One after the other, in one shell (bash or zsh). The shop has five cups of tea at 1.99:</p>
            <pre>S=tea-$RANDOM
            for WHAT in inventory/$S'|{"onHand":5}' prices/$S'|{"amount":199,"currency":"EUR"}'; do
              curl -i -X PUT {base}/v1/${WHAT%%|*} -H 'Authorization: Bearer demo-admin-key' \\
                -H 'Content-Type: application/json' -d "${WHAT#*|}"
            done</pre>
            <p>A guest, who has no key, puts two of them into a new cart; each change names the cart that it means:</p>
            <pre>C=$(curl -s -X POST {base}/v1/carts | grep -o 'cart_[0-9a-z]*' | head -1)
            curl -i -X PUT {base}/v1/carts/$C/items/$S -H 'If-Match: "1"' \\
              -H 'Content-Type: application/json' -d '{"quantity":2}'</pre>
            <p>And wants to have them, for what that answer has shown. The order is decided while we look at it:</p>
            <pre>O=$(curl -si -X POST {base}/v1/carts/$C/checkout -H 'If-Match: "2"' \\
              -H "Idempotency-Key: $RANDOM$RANDOM" -H 'Content-Type: application/json' -d '{"paymentToken":"ok"}' | grep -o '/v1/orders/ord_[0-9a-z]*' | head -1)
            curl -sN {base}$O/events; curl -s {base}$O</pre>
            <p>With <code>-H 'Authorization: Bearer demo-key'</code> cart and order are a customer's, and there for nobody
            else.</p>
            <h2>Read on</h2>
            <ul>
            <li><a href="/swagger-ui.html">the API</a></li>
            <li><a href="/actuator/health">health</a> and <a href="/actuator/prometheus">metrics</a></li>
            <li><code>shopping-cart/README.md</code>: how it works, what it costs, how it breaks</li>
            </ul>
            </body>
            </html>
            """;

    private final String variant;

    HomeController(ShoppingCartProperties properties) {
        this.variant = properties.variant().text();
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String home() {
        var base = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        return PAGE.replace("{variant}", variant).replace("{base}", base);
    }
}
