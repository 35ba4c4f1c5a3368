package katas.lab.testing.exercise;

import java.util.Comparator;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Runs checks in the order of their plan, whatever the order in the source. */
public final class CheckOrder implements MethodOrderer {

    @Override
    public void orderMethods(MethodOrdererContext context) {
        var plan = CheckPlan.parse(context.getConfigurationParameter(CheckPlan.PARAMETER));
        context.getMethodDescriptors()
                .sort(Comparator.comparingInt((MethodDescriptor each) -> each.findAnnotation(Check.class)
                                .map(check -> plan.positionOf(check.value()))
                                .orElse(Integer.MAX_VALUE))
                        .thenComparing(each -> each.getMethod().getName()));
    }
}
