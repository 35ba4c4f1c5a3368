/** What is counted and measured. */
@NullMarked
package katas.shopping.metrics;

import org.jspecify.annotations.NullMarked;
