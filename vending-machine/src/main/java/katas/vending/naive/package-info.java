/** Vending machines that are wrong on purpose, in the ways in which they are often written. */
@NullMarked
package katas.vending.naive;

import org.jspecify.annotations.NullMarked;
