/** Exercises: started, checked, hinted at, reset; and proven to be fair themselves. */
@NullMarked
package katas.lab.cli.exercise;

import org.jspecify.annotations.NullMarked;
