/** Runs tests in a JVM of their own, for {@code ./kata test} and {@code ./kata check}. */
@NullMarked
package katas.lab.testing.runner;

import org.jspecify.annotations.NullMarked;
