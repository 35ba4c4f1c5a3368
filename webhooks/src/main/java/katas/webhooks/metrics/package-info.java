/** What is counted and measured. */
@NullMarked
package katas.webhooks.metrics;

import org.jspecify.annotations.NullMarked;
