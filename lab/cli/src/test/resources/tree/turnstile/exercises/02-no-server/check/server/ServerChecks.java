package server;

import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.EnvironmentFailure;
import org.junit.jupiter.api.BeforeAll;

class ServerChecks {

    @BeforeAll
    static void start() {
        throw new EnvironmentFailure("Redis did not answer within 5 s (embedded, port 20417).");
    }

    @Check("S-1")
    void the_server_answers() {
        new Client();
    }
}
