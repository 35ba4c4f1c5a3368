package katas.lab.testing;

import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Connects the application of a test class that is marked with {@link Lab}; found through {@code spring.factories}. */
final class LabContextCustomizerFactory implements ContextCustomizerFactory {
    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        var lab = TestContextAnnotationUtils.findMergedAnnotation(testClass, Lab.class);
        if (lab == null) {
            return null;
        }
        var needs = EnumSet.noneOf(Needs.class);
        needs.addAll(List.of(lab.value()));
        return new LabContextCustomizer(needs);
    }
}
