/** One trace joins a request with the attempts that are made because of it. */
@NullMarked
package katas.webhooks.tracing;

import org.jspecify.annotations.NullMarked;
