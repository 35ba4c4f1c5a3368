/** One atomic change: what makes a message have its effect once, however often it comes. */
@NullMarked
package katas.shopping.effect;

import org.jspecify.annotations.NullMarked;
