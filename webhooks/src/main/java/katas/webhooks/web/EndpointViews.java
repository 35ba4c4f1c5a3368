package katas.webhooks.web;

import katas.webhooks.delivery.DeliveryLog;
import katas.webhooks.endpoint.Endpoint;
import katas.webhooks.endpoint.Endpoints;
import katas.webhooks.endpoint.SigningKeys;
import katas.webhooks.signature.PublicKey;
import org.springframework.http.ResponseEntity;

/** Shows endpoints with what is not theirs alone: what waits for them, and the key that anybody may have. */
final class EndpointViews {
    private final Endpoints endpoints;
    private final DeliveryLog log;

    EndpointViews(Endpoints endpoints, DeliveryLog log) {
        this.endpoints = endpoints;
        this.log = log;
    }

    EndpointView of(Endpoint endpoint) {
        var publicKey = endpoint.asymmetric()
                ? endpoints
                        .keys(endpoint.tenant(), endpoint.id())
                        .flatMap(SigningKeys::publicKey)
                        .map(PublicKey::text)
                        .orElse(null)
                : null;
        return EndpointView.of(endpoint, publicKey, log.waiting(endpoint.tenant(), endpoint.id()));
    }

    ResponseEntity<EndpointView> answer(Endpoint endpoint) {
        return ResponseEntity.ok().eTag(ETags.of(endpoint)).body(of(endpoint));
    }
}
