/** The machines in Redis. */
@NullMarked
package katas.vending.redis;

import org.jspecify.annotations.NullMarked;
