/** When a message that did not arrive is tried again, and what an answer means for that. */
@NullMarked
package katas.webhooks.retry;

import org.jspecify.annotations.NullMarked;
