package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.lettuce.core.RedisClient;
import java.util.Arrays;
import katas.lab.infrastructure.RedisConsole;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

class LabExtensionIT {
    @Test
    void keeps_keys_from_test_to_test_and_removes_them_from_class_to_class() {
        pass(KeepsKeys.class, FindsNoKeys.class);
    }

    @Test
    void mends_what_a_test_broke_before_the_next() {
        pass(LeavesItBroken.class);
    }

    @Test
    void ends_its_servers_with_the_run() {
        try (var session = LauncherFactory.openSession()) {
            pass(session, KeepsKeys.class);
            assertThat(RedisConsole.answers(KeepsKeys.port)).isTrue();
        }

        assertThat(RedisConsole.answers(KeepsKeys.port)).isFalse();
    }

    private static void pass(Class<?>... classes) {
        try (var session = LauncherFactory.openSession()) {
            pass(session, classes);
        }
    }

    private static void pass(LauncherSession session, Class<?>... classes) {
        var summary = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(classes)
                        .map(type -> (DiscoverySelector) selectClass(type))
                        .toList())
                .forExecution()
                .listeners(summary)
                .build();
        session.getLauncher().execute(request);
        assertThat(summary.getSummary().getFailures())
                .extracting(Failure::getException)
                .isEmpty();
        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(2L * classes.length);
    }

    private static long keys(RedisHandle redis) {
        try (var client = RedisClient.create(redis.uri());
                var connection = client.connect()) {
            return connection.sync().dbsize();
        }
    }

    private static void add(RedisHandle redis, String key) {
        try (var client = RedisClient.create(redis.uri());
                var connection = client.connect()) {
            connection.sync().set(key, "1");
        }
    }

    // run by the tests above only: they are no top-level classes

    @Lab(Needs.REDIS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class KeepsKeys {
        private static int port;

        @Test
        @Order(1)
        void adds_a_key(RedisHandle redis) {
            port = redis.port();
            add(redis, "alice");

            assertThat(keys(redis)).isOne();
        }

        @Nested
        class in_a_nested_class {
            @Test
            void still_finds_it(RedisHandle redis) {
                assertThat(keys(redis)).isOne();
            }
        }
    }

    @Lab(Needs.REDIS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class FindsNoKeys {
        @Test
        @Order(1)
        void of_the_class_before(RedisHandle redis) {
            assertThat(keys(redis)).isZero();
            add(redis, "bob");
        }

        @Test
        @Order(2)
        void but_those_of_the_test_before(RedisHandle redis) {
            assertThat(keys(redis)).isOne();
        }
    }

    @Lab(Needs.REDIS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class LeavesItBroken {
        @Test
        @Order(1)
        void kills_and_cuts(RedisHandle redis) {
            redis.kill();
            redis.cut();
        }

        @Test
        @Order(2)
        void finds_it_whole(RedisHandle redis) {
            assertThat(keys(redis)).isZero();
        }
    }
}
