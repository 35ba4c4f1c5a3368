/** Faults that are injected on purpose. */
@NullMarked
package katas.webhooks.fault;

import org.jspecify.annotations.NullMarked;
