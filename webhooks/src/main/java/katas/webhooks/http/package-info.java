/** Attempts over HTTP: to addresses that were checked, for a bounded time, of an answer a bounded part. */
@NullMarked
package katas.webhooks.http;

import org.jspecify.annotations.NullMarked;
