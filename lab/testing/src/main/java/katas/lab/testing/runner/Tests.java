package katas.lab.testing.runner;

import java.util.Optional;
import katas.lab.testing.exercise.Check;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** What the launcher's identifiers mean here. */
final class Tests {

    private Tests() {}

    static Optional<String> checkId(Optional<TestSource> source) {
        return source.filter(MethodSource.class::isInstance)
                .map(each -> ((MethodSource) each).getJavaMethod().getAnnotation(Check.class))
                .map(Check::value);
    }

    static boolean isTestClass(TestIdentifier identifier) {
        return identifier.getSource().filter(ClassSource.class::isInstance).isPresent();
    }

    /** Returns the test's sentence; an invocation of a repeated test is named after the test that it repeats. */
    static String sentence(TestPlan plan, TestIdentifier test) {
        var parent = plan.getParent(test);
        boolean repeated = parent.filter(each ->
                        each.getSource().filter(MethodSource.class::isInstance).isPresent())
                .isPresent();
        return repeated ? parent.orElseThrow().getDisplayName() + ": " + test.getDisplayName() : test.getDisplayName();
    }

    /** Returns the words of the test's class, and of the nested one if there is one. */
    static String situation(TestPlan plan, TestIdentifier test) {
        return plan.getParent(test)
                .map(parent -> {
                    var outer = situation(plan, parent);
                    if (!isTestClass(parent)) {
                        return outer;
                    }
                    return outer.isEmpty() ? parent.getDisplayName() : outer + " › " + parent.getDisplayName();
                })
                .orElse("");
    }
}
