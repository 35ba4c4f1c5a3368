@NullMarked
package katas.ratelimiter.memory;

import org.jspecify.annotations.NullMarked;
