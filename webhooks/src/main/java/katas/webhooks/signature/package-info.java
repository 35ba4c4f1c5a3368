/** Signatures of Standard Webhooks: made by the sender, verified by whoever receives. */
@NullMarked
package katas.webhooks.signature;

import org.jspecify.annotations.NullMarked;
