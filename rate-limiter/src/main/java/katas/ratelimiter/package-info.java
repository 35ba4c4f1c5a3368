@NullMarked
package katas.ratelimiter;

import org.jspecify.annotations.NullMarked;
