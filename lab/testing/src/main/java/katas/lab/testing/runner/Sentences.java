package katas.lab.testing.runner;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Reads names as sentences: {@code denies_the_eleventh} and {@code TokenBucketTest} become words. */
public final class Sentences extends DisplayNameGenerator.Standard {

    @Override
    public String generateDisplayNameForClass(Class<?> testClass) {
        return ofClass(testClass.getSimpleName());
    }

    @Override
    public String generateDisplayNameForNestedClass(List<Class<?>> enclosing, Class<?> nested) {
        return ofClass(nested.getSimpleName());
    }

    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
        return method.getName().replace('_', ' ');
    }

    static String ofClass(String simpleName) {
        return simpleName
                .replaceAll("(Test|IT)$", "")
                .replace('_', ' ')
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
