@NullMarked
package katas.ratelimiter.fast;

import org.jspecify.annotations.NullMarked;
