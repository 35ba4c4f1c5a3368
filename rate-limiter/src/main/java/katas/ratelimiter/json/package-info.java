@NullMarked
package katas.ratelimiter.json;

import org.jspecify.annotations.NullMarked;
