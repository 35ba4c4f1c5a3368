/** Webhooks: messages that are delivered to other people's endpoints, signed, again and again until they arrive. */
@NullMarked
package katas.webhooks;

import org.jspecify.annotations.NullMarked;
