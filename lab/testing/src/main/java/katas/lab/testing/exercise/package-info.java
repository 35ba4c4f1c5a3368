/** What the checks of an exercise are written with. */
@NullMarked
package katas.lab.testing.exercise;

import org.jspecify.annotations.NullMarked;
