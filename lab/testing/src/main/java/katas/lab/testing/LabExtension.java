package katas.lab.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts what {@link Lab} names, hands it out, and mends it. */
final class LabExtension implements BeforeAllCallback, AfterEachCallback, ParameterResolver, TestInstancePostProcessor {
    private static final Namespace NAMESPACE = Namespace.create(LabExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        // closed by JUnit when the whole run ends
        context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(LabServers.class, _ -> (AutoCloseable) LabServers::close);
        for (var need : needs(context)) {
            LabServers.handle(need).mend();
        }
        if (context.getEnclosingTestClasses().isEmpty() && needs(context).contains(Needs.REDIS)) {
            LabServers.redis().flush();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        for (var need : needs(context)) {
            LabServers.handle(need).mend();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return isHandle(parameter.getParameter().getType());
    }

    @Override
    public ServerHandle resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return handle(parameter.getParameter().getType());
    }

    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) throws IllegalAccessException {
        for (Class<?> type = test.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (isHandle(field.getType()) && isEmpty(field, test)) {
                    field.set(test, handle(field.getType()));
                }
            }
        }
    }

    private static boolean isEmpty(Field field, Object test) throws IllegalAccessException {
        int modifiers = field.getModifiers();
        if (Modifier.isStatic(modifiers) || Modifier.isFinal(modifiers)) {
            return false;
        }
        field.setAccessible(true);
        return field.get(test) == null;
    }

    private static boolean isHandle(Class<?> type) {
        return type == RedisHandle.class || type == KafkaHandle.class;
    }

    private static ServerHandle handle(Class<?> type) {
        return type == RedisHandle.class ? LabServers.redis() : LabServers.kafka();
    }

    private static Set<Needs> needs(ExtensionContext context) {
        var needs = EnumSet.noneOf(Needs.class);
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            AnnotationSupport.findAnnotation(type, Lab.class).ifPresent(lab -> needs.addAll(Set.of(lab.value())));
        }
        return needs;
    }
}
