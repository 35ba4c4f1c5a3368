@NullMarked
package katas.lab.cli;

import org.jspecify.annotations.NullMarked;
