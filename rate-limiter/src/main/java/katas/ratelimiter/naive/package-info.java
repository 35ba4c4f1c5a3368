@NullMarked
package katas.ratelimiter.naive;

import org.jspecify.annotations.NullMarked;
