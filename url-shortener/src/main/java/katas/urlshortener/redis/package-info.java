/** The links in Redis, and word of their changes. */
@NullMarked
package katas.urlshortener.redis;

import org.jspecify.annotations.NullMarked;
