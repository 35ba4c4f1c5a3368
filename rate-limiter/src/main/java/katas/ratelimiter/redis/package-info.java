@NullMarked
package katas.ratelimiter.redis;

import org.jspecify.annotations.NullMarked;
