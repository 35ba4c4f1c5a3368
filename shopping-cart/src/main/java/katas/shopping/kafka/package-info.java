/** The log through which contexts talk. */
@NullMarked
package katas.shopping.kafka;

import org.jspecify.annotations.NullMarked;
