/** Endpoints: where tenants want their messages, which of them, and how. */
@NullMarked
package katas.webhooks.endpoint;

import org.jspecify.annotations.NullMarked;
