/** Endpoints, deliveries, bodies and what is known of them, in Redis. */
@NullMarked
package katas.webhooks.redis;

import org.jspecify.annotations.NullMarked;
