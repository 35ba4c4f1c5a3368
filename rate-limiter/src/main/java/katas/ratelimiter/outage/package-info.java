@NullMarked
package katas.ratelimiter.outage;

import org.jspecify.annotations.NullMarked;
