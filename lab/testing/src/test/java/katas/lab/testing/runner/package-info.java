@NullMarked
package katas.lab.testing.runner;

import org.jspecify.annotations.NullMarked;
