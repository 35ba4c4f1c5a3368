/** Threads that go on, whatever happens. */
@NullMarked
package katas.webhooks.clockwork;

import org.jspecify.annotations.NullMarked;
