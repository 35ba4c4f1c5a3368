/** Money asked of a provider that may not answer. */
@NullMarked
package katas.shopping.payment;

import org.jspecify.annotations.NullMarked;
