import java.util.function.Supplier;
import katas.lab.testing.exercise.Check;
import katas.lab.testing.exercise.LearnersTests;
import katas.lab.testing.exercise.Run;

class BreakTheMachineChecks {

    private static int caught;

    @Check("VM-201")
    void pass_on_the_real_machine() {
        Bench.use(RealBrain::new);
        LearnersTests.run(MachineTest.class).mustPassOn("the real machine");
    }

    @Check("VM-202")
    void machine_a() {
        mustFailOn("machine A", FreeOnCancel::new);
    }

    @Check("VM-203")
    void machine_b() {
        mustFailOn("machine B", OrdersTwice::new);
    }

    @Check("VM-204")
    void machine_c() {
        mustFailOn("machine C", SwallowsCoins::new);
    }

    @Check("VM-205")
    void machine_d() {
        mustFailOn("machine D", LargestFirst::new);
    }

    @Check("VM-206")
    void machine_e() {
        mustFailOn("machine E", RetriesInTheDark::new);
    }

    @Check("VM-207")
    void machine_f() {
        mustFailOn("machine F", Impatient::new);
    }

    @Check("VM-208")
    void machine_g() {
        mustFailOn("machine G", KeepsCreditWhenWarm::new);
    }

    @Check("VM-209")
    void machine_h(Run run) {
        try {
            mustFailOn("machine H", SpendsAnyonesCredit::new);
        } finally {
            run.measured("caught", caught);
        }
    }

    private static void mustFailOn(String wrong, Supplier<Brain> make) {
        Bench.use(make);
        LearnersTests.run(MachineTest.class).mustFailOn(wrong);
        caught++;
    }
}
