/** Where messages may go: other people's addresses, and nobody's inside. */
@NullMarked
package katas.webhooks.egress;

import org.jspecify.annotations.NullMarked;
