package katas.lab.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class real servers and the power to break them.
 *
 * <p>They start once per run and all classes share them. Redis is empty when a class begins, and what a test breaks is
 * mended before the next. A {@link RedisHandle} or {@link KafkaHandle} comes as a parameter or in a field; in a {@code
 * @SpringBootTest} the application is connected by itself, and the handles are beans.
 *
 * <p>The servers run in containers where an engine answers and has the images, else as child processes; {@code
 * -Dlab.infrastructure} or {@code LAB_INFRASTRUCTURE}, each {@code containers} or {@code embedded}, decides otherwise.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LabExtension.class)
public @interface Lab {
    /** The servers that the class needs. */
    Needs[] value();
}
