package katas.webhooks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Is there only in a process that plays this role. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnRole.IsPlayed.class)
public @interface OnRole {
    Role value();

    /** Reads the roles before there are any beans. */
    final class IsPlayed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            var role = metadata.getAnnotations().get(OnRole.class).getEnum("value", Role.class);
            return Binder.get(context.getEnvironment())
                    .bindOrCreate("katas.webhooks", WebhooksProperties.class)
                    .roles()
                    .contains(role);
        }
    }
}
