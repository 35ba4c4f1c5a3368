@NullMarked
package katas.ratelimiter.metrics;

import org.jspecify.annotations.NullMarked;
