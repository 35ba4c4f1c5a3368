@NullMarked
package katas.ratelimiter.web;

import org.jspecify.annotations.NullMarked;
