/** The saga that a checkout is. */
@NullMarked
package katas.shopping.order;

import org.jspecify.annotations.NullMarked;
