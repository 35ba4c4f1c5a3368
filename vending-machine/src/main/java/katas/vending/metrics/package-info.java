@NullMarked
package katas.vending.metrics;

import org.jspecify.annotations.NullMarked;
