package katas.lab.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks tests that kill a {@link ServiceProcess}.
 *
 * <p>A service dies the same way wherever Redis and Kafka run, so a run in containers leaves them out: {@code
 * -DexcludedGroups=long,service-kill}.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("service-kill")
public @interface ServiceKill {}
