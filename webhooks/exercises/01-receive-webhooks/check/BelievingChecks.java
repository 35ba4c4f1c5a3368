import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.CheckFailure;
import katas.lab.testing.exercise.Run;
import katas.webhooks.signature.SignedContent;
import katas.webhooks.signature.SigningKeyPair;
import katas.webhooks.signature.SigningSecret;

/** Which requests a receiver believes. */
class BelievingChecks extends ReceiverChecks {

    @Check("WH-101")
    void genuine(Run run) {
        site = new Site(run, redis);
        var receiver = site.open();
        for (var body : List.of(
                "{\"order\":7}", "{ \"price\" : 1.50 ,\"n\":1e2 }", "\"gr\\u00fc\\u00dfe \u00fc\"", "7", "{}\n")) {
            var request = site.fresh(body);
            answers(Site.TAKEN, receiver, request, "signed over these bytes: " + body.strip());
            eventually(() -> site.handledToTheByte(request), "the work gets the bytes that were sent", body.strip());
        }
        for (var forged : Forgery.of(site.fresh())) {
            answers(Site.REFUSED, receiver, forged.request(), forged.how());
        }
        site.clock.set(Instant.ofEpochSecond(1_614_265_330));
        site.secrets.clear();
        site.secrets.add("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        answers(
                Site.TAKEN,
                site.open(),
                Request.of(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                        "{\"test\": 2432232314}"),
                "the example of the specification");
    }

    @Check("WH-102")
    void rotation(Run run) {
        site = new Site(run, redis);
        var old = site.secret;
        var young = SigningSecret.draw(new SecureRandom());
        var receiver = site.open();
        var now = site.clock.instant();

        answers(
                Site.TAKEN,
                receiver,
                Site.signed("msg_r1", now, "{}", young, old),
                "the sender has changed its secret and signs with both, we know the old one");
        answers(Site.REFUSED, receiver, Site.signed("msg_r2", now, "{}", young), "a secret that we do not know yet");
        site.secrets.addFirst(young.reveal());
        answers(Site.TAKEN, receiver, Site.signed("msg_r3", now, "{}", young), "we know both, signed with the new one");
        answers(Site.TAKEN, receiver, Site.signed("msg_r4", now, "{}", old), "we know both, signed with the old one");
        site.secrets.remove(old.reveal());
        answers(Site.REFUSED, receiver, Site.signed("msg_r5", now, "{}", old), "a secret that we gave up");
        var pair = SigningKeyPair.draw();
        var request = Site.signed("msg_r6", now, "{}", young);
        var content = SignedContent.of("msg_r6", now, "{}".getBytes(UTF_8));
        answers(
                Site.TAKEN,
                receiver,
                request.with(
                        Request.SIGNATURE,
                        pair.sign(content) + " " + request.fields().get(Request.SIGNATURE)),
                "a signature of another scheme (v1a) before ours");
    }

    @Check("WH-103")
    void tolerance(Run run) {
        site = new Site(run, redis);
        var receiver = site.open();
        var expected = Map.of(-301, Site.REFUSED, -300, Site.TAKEN, 300, Site.TAKEN, 301, Site.REFUSED);
        for (int seconds : List.of(-301, -300, 300, 301)) {
            var request = Site.signed("msg_t" + seconds, site.clock.instant().plusSeconds(seconds), "{}", site.secret);
            answers(expected.get(seconds), receiver, request, "sent %+d s from now".formatted(seconds));
        }
        var captured = site.fresh();
        site.clock.advance(Duration.ofMinutes(5).plusSeconds(1));
        answers(Site.REFUSED, receiver, captured, "captured, and sent again after 301 s");

        // what is signed are the same bytes, cut in other places
        long sentAt = site.clock.instant().getEpochSecond();
        var number = site.fresh("%d.5".formatted(sentAt + 3_600));
        site.clock.advance(Duration.ofHours(1));
        answers(
                Site.REFUSED,
                receiver,
                Request.of(
                        number.id() + "." + sentAt,
                        sentAt + 3_600,
                        number.fields().get(Request.SIGNATURE),
                        "5"),
                "the body's beginning passed off as the time, an hour later");
    }

    @Check("WH-104")
    void constant_time() {
        var calls = CalledMethods.of("Receiver.java");
        if (!calls.contains("java/security/MessageDigest.isEqual([B[B)Z")) {
            throw CheckFailure.expected("signatures are compared by MessageDigest.isEqual", "it is not called")
                    .breaking("how long a comparison takes says nothing about how much was right");
        }
        calls.stream()
                .filter(call -> call.matches("java/util/Arrays\\.(equals|compare|mismatch)\\(\\[B.*"))
                .forEach(call -> {
                    throw CheckFailure.expected("bytes are compared by MessageDigest.isEqual alone", call + ", too")
                            .breaking("how long a comparison takes says nothing about how much was right");
                });
    }
}
