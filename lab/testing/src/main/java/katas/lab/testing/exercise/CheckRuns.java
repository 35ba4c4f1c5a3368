package katas.lab.testing.exercise;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Repeats a check as often as the plan says, each run with a seed of its own. */
final class CheckRuns implements TestTemplateInvocationContextProvider {

    private static final String SEED = "lab.seed";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(Check.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        var id = context.getRequiredTestMethod().getAnnotation(Check.class).value();
        int runs = CheckPlan.parse(context.getConfigurationParameter(CheckPlan.PARAMETER))
                .runsOf(id);
        long seed = Long.getLong(SEED, 1);
        return IntStream.rangeClosed(1, runs).mapToObj(number -> new Invocation(number, runs, seed + number - 1));
    }

    private record Invocation(int number, int of, long seed) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return "run " + number + " of " + of;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new RunParameter(this));
        }
    }

    private record RunParameter(Invocation invocation) implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Run.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return new Run(invocation.number(), invocation.of(), invocation.seed(), context::publishReportEntry);
        }
    }
}
