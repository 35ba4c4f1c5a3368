package katas.urlshortener.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import katas.lab.testing.Lab;
import katas.lab.testing.LoadDriver;
import katas.lab.testing.Needs;
import katas.lab.testing.RedisHandle;
import katas.lab.testing.Rounds;
import katas.lab.testing.ServiceKill;
import katas.lab.testing.ServiceProcess;
import katas.urlshortener.code.CodeKey;
import org.junit.jupiter.api.Test;

/** A real service, killed with -9 while it creates links from the middle of its block of ids. */
@Lab(Needs.REDIS)
@ServiceKill
class KilledServiceIT {
    private static final CodeKey KEY = new CodeKey(5, 6);
    private static final Pattern CODE = Pattern.compile("\"code\":\"(\\w{7})\"");
    private static final int CODES = 10_000;
    /** So many of the codes get links. */
    private static final int LINKS = Rounds.of(2_000, CODES);

    private static final int AT_ONCE = 4;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void a_service_that_is_killed_while_it_creates_links_loses_none_and_its_codes_come_never_again(RedisHandle redis) {
        var acknowledged = ConcurrentHashMap.<String>newKeySet();
        try (var service = ServiceProcess.of("url-shortener")
                .redis(redis)
                .property("katas.url-shortener.code-keys", "00000000000000050000000000000006")
                .start()) {
            var creators = Thread.ofVirtual()
                    .start(() -> LoadDriver.run(AT_ONCE, _ -> {
                        while (service.running()) {
                            create(service).ifPresent(acknowledged::add);
                        }
                        return acknowledged.size();
                    }));
            Patience.until(() -> acknowledged.size() > 50);
            service.kill();
            Patience.until(() -> !creators.isAlive());
        }

        try (var one = start(redis);
                var two = start(redis);
                var three = start(redis)) {
            var replicas = new Replica[] {one, two, three};
            assertThat(acknowledged)
                    .allMatch(code -> one.links.find(code, "demo").isPresent());

            var codes =
                    LoadDriver.run(CODES, 32, i -> i < LINKS ? linkOf(replicas[i % 3]) : replicas[i % 3].codes.next());

            assertThat(codes.failures()).isEmpty();
            assertThat(Set.copyOf(codes.results())).hasSize(CODES).doesNotContainAnyElementsOf(acknowledged);
        }
    }

    private static String linkOf(Replica replica) {
        return NewLinks.create(replica, NewLinks.plain("ann")).code();
    }

    private static Replica start(RedisHandle redis) {
        return Replica.of(redis.uri()).patient().keys(KEY).start();
    }

    /** Returns the new link's code. */
    private Optional<String> create(ServiceProcess service) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.url("/v1/links"))
                .header("Authorization", "Bearer demo-key")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"target\":\"https://example.org/\"}"))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        var code = CODE.matcher(answer.body());
        return answer.statusCode() == 201 && code.find() ? Optional.of(code.group(1)) : Optional.empty();
    }
}
