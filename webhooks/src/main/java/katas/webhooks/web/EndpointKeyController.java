package katas.webhooks.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import katas.webhooks.OnRole;
import katas.webhooks.Role;
import katas.webhooks.WebhooksProperties;
import katas.webhooks.endpoint.Endpoints;
import katas.webhooks.endpoint.SigningKeys;
import katas.webhooks.signature.PublicKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@OnRole(Role.API)
@RestController
@Tag(name = "endpoints")
@RequestMapping(path = EndpointController.PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class EndpointKeyController {
    private final Endpoints endpoints;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Duration overlap;

    EndpointKeyController(
            Endpoints endpoints, InstantSource clock, RandomGenerator random, WebhooksProperties properties) {
        this.endpoints = endpoints;
        this.clock = clock;
        this.random = random;
        this.overlap = properties.rotationOverlap();
    }

    @PostMapping("/secret/rotate")
    @Operation(
            summary = "Draws a new secret, and a new key pair if there is one; those before go on signing for a while")
    Rotated rotate(@PathVariable String id, Authentication caller) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var keys = endpoints
                .changeKeys(caller.getName(), Checks.endpoint(id), current -> rotated(current, now))
                .orElseThrow(() -> Checks.absent("endpoint"));
        return new Rotated(
                keys.secret().reveal(),
                keys.publicKey().map(PublicKey::text).orElse(null),
                keys.previous().getFirst().until());
    }

    private SigningKeys rotated(SigningKeys current, Instant now) {
        if (!current.canRotate(now)) {
            throw Problems.thrown(Problems.named(
                    "too-many-rotations", HttpStatus.CONFLICT, "as many secrets sign as may: wait until one ends"));
        }
        return current.rotated(current.pair() != null, now, overlap, random);
    }

    @GetMapping("/public-key")
    @Operation(summary = "Shows the key that verifies signatures of version v1a, which anybody may have")
    Shown publicKey(@PathVariable String id, Authentication caller) {
        return endpoints
                .keys(caller.getName(), Checks.endpoint(id))
                .flatMap(SigningKeys::publicKey)
                .map(key -> new Shown(key.text()))
                .orElseThrow(
                        () -> Problems.thrown(HttpStatus.NOT_FOUND, "there is no asymmetric endpoint with this id"));
    }

    /**
     * New keys.
     *
     * @param secret never shown again
     * @param publicKey absent unless the endpoint is asymmetric
     * @param previousUntil when those before sign no more
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Rotated(String secret, @Nullable String publicKey, Instant previousUntil) {
        /** Without the secret: at DEBUG, Spring logs what it writes. */
        @Override
        public String toString() {
            return "Rotated[%s]".formatted(previousUntil);
        }
    }

    /** @param publicKey {@code whpk_} and 32 bytes in Base64 */
    record Shown(String publicKey) {}
}
