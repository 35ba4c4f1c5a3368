/** Deliveries: a message on its way to an endpoint, attempt after attempt. */
@NullMarked
package katas.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
