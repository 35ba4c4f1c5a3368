package katas.lab.testing.exercise;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** Marks a test method as the check of that id in {@code exercise.yaml}; the method may ask for a {@link Run}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(CheckRuns.class)
public @interface Check {

    /** Returns the id, such as {@code RL-101}. */
    String value();
}
