/** What tenants have us tell others: messages, and the log that makes an accepted one safe. */
@NullMarked
package katas.webhooks.message;

import org.jspecify.annotations.NullMarked;
