import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.LearnersTests;
import katas.lab.testing.exercise.Run;

class BreakTheConsumerChecks {

    private static int caught;

    @Check("SC-201")
    void pass_on_the_real_consumer() {
        Bench.use(RealConsumer::new);
        LearnersTests.run(ConsumerTest.class).mustPassOn("the real consumer");
    }

    @Check("SC-202")
    void consumer_a() {
        mustFailOn("consumer A", AcknowledgesFirst::new);
    }

    @Check("SC-203")
    void consumer_b() {
        mustFailOn("consumer B", RemembersInItsHead::new);
    }

    @Check("SC-204")
    void consumer_c() {
        mustFailOn("consumer C", LooksThenApplies::new);
    }

    @Check("SC-205")
    void consumer_d() {
        mustFailOn("consumer D", RemembersForever::new);
    }

    @Check("SC-206")
    void consumer_e() {
        mustFailOn("consumer E", ForgetsWithinTheHour::new);
    }

    @Check("SC-207")
    void consumer_f() {
        mustFailOn("consumer F", PutsBackTwice::new);
    }

    @Check("SC-208")
    void consumer_g() {
        mustFailOn("consumer G", LeavesNoTombstone::new);
    }

    @Check("SC-209")
    void consumer_h() {
        mustFailOn("consumer H", NeverSweeps::new);
    }

    @Check("SC-210")
    void consumer_i(Run run) {
        try {
            mustFailOn("consumer I", SkipsTheSick::new);
        } finally {
            run.measured("caught", caught);
        }
    }

    private static void mustFailOn(String wrong, Bench.Make make) {
        Bench.use(make);
        LearnersTests.run(ConsumerTest.class).mustFailOn(wrong);
        caught++;
    }
}
