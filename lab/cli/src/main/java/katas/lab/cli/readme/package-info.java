/** Keeps the numbers in a README the ones that were measured. */
@NullMarked
package katas.lab.cli.readme;

import org.jspecify.annotations.NullMarked;
