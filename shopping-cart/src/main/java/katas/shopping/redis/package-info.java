/** Documents, agendas, outboxes and dead letters, in Redis. */
@NullMarked
package katas.shopping.redis;

import org.jspecify.annotations.NullMarked;
