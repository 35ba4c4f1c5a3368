/** Variants that are wrong on purpose, so that it can be counted how wrong. */
@NullMarked
package katas.shopping.naive;

import org.jspecify.annotations.NullMarked;
