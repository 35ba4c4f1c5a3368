import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.LearnersTests;
import katas.lab.testing.exercise.Run;

class BreakTheLimiterChecks {

    private static int caught;

    @Check("RL-201")
    void pass_on_the_real_limiter() {
        Bench.use(RealLimiter::new);
        LearnersTests.run(LimiterTest.class).mustPassOn("the real limiter");
    }

    @Check("RL-202")
    void limiter_a() {
        mustFailOn("limiter A", CountsThenTakes::new);
    }

    @Check("RL-203")
    void limiter_b() {
        mustFailOn("limiter B", FreesEarly::new);
    }

    @Check("RL-204")
    void limiter_c() {
        mustFailOn("limiter C", WholeSeconds::new);
    }

    @Check("RL-205")
    void limiter_d() {
        mustFailOn("limiter D", ForgetsEarly::new);
    }

    @Check("RL-206")
    void limiter_e() {
        mustFailOn("limiter E", RoundsWaitDown::new);
    }

    @Check("RL-207")
    void limiter_f() {
        mustFailOn("limiter F", ChargesRefusals::new);
    }

    @Check("RL-208")
    void limiter_g(Run run) {
        try {
            mustFailOn("limiter G", CountsCalls::new);
        } finally {
            run.measured("caught", caught);
        }
    }

    private static void mustFailOn(String wrong, Bench.Make make) {
        Bench.use(make);
        LearnersTests.run(LimiterTest.class).mustFailOn(wrong);
        caught++;
    }
}
