/** Faults that are injected on purpose. */
@NullMarked
package katas.shopping.fault;

import org.jspecify.annotations.NullMarked;
