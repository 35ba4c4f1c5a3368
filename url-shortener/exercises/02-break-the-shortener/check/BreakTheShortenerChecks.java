import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.LearnersTests;
import katas.lab.testing.exercise.Run;

class BreakTheShortenerChecks {

    private static int caught;

    @Check("US-201")
    void pass_on_the_real_shortener() {
        Bench.use(RealShortener::new);
        LearnersTests.run(ShortenerTest.class).mustPassOn("the real shortener");
    }

    @Check("US-202")
    void shortener_a() {
        mustFailOn("shortener A", OneIdTooMany::new);
    }

    @Check("US-203")
    void shortener_b() {
        mustFailOn("shortener B", PutsWhatWasOvertaken::new);
    }

    @Check("US-204")
    void shortener_c() {
        mustFailOn("shortener C", RemembersAbsence::new);
    }

    @Check("US-205")
    void shortener_d() {
        mustFailOn("shortener D", CountsThenTakes::new);
    }

    @Check("US-206")
    void shortener_e() {
        mustFailOn("shortener E", LeadsAtItsEnd::new);
    }

    @Check("US-207")
    void shortener_f() {
        mustFailOn("shortener F", ComparesBytes::new);
    }

    @Check("US-208")
    void shortener_g() {
        mustFailOn("shortener G", GivesOutAgain::new);
    }

    @Check("US-209")
    void shortener_h(Run run) {
        try {
            mustFailOn("shortener H", KnowsTheLastBatch::new);
        } finally {
            run.measured("caught", caught);
        }
    }

    private static void mustFailOn(String wrong, Bench.Make make) {
        Bench.use(make);
        LearnersTests.run(ShortenerTest.class).mustFailOn(wrong);
        caught++;
    }
}
