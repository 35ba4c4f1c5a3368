import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.LearnersTests;
import katas.lab.testing.exercise.Run;

class BreakTheDispatcherChecks {

    private static int caught;

    @Check("WH-201")
    void pass_on_the_real_dispatcher(Run run) {
        Bench.use(RealDispatcher::new, RealVerifier::new, run.seed() * 1_000);
        LearnersTests.run(DispatcherTest.class).mustPassOn("the real dispatcher");
    }

    @Check("WH-202")
    void team_a() {
        mustFailOn("team A", AcknowledgesFirst::new, RealVerifier::new);
    }

    @Check("WH-203")
    void team_b() {
        mustFailOn("team B", NamesEachAttempt::new, RealVerifier::new);
    }

    @Check("WH-204")
    void team_c() {
        mustFailOn("team C", SendsWhatItParsed::new, RealVerifier::new);
    }

    @Check("WH-205")
    void team_d() {
        mustFailOn("team D", LeavesTheTimeUnsigned::new, LeavesTheTimeUnsigned.ItsVerifier::new);
    }

    @Check("WH-206")
    void team_e() {
        mustFailOn("team E", RetriesInStep::new, RealVerifier::new);
    }

    @Check("WH-207")
    void team_f() {
        mustFailOn("team F", BelievesRedirects::new, RealVerifier::new);
    }

    @Check("WH-208")
    void team_g() {
        mustFailOn("team G", SharesItsWorkers::new, RealVerifier::new);
    }

    @Check("WH-209")
    void team_h() {
        mustFailOn("team H", RetriesFromMemory::new, RealVerifier::new);
    }

    @Check("WH-210")
    void team_i() {
        mustFailOn("team I", ComesTooSoon::new, RealVerifier::new);
    }

    @Check("WH-211")
    void team_j(Run run) {
        try {
            mustFailOn("team J", RealDispatcher::new, StopsAtTheFirstDifference::new);
        } finally {
            run.measured("caught", caught);
        }
    }

    private static void mustFailOn(String wrong, Bench.Make make, Bench.MakeVerifier verifier) {
        Bench.use(make, verifier, 1);
        LearnersTests.run(DispatcherTest.class).mustFailOn(wrong);
        caught++;
    }
}
