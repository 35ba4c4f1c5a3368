/** Not ours: a sample receiver that verifies what it gets, takes it once, and can be told to misbehave. */
@NullMarked
package katas.webhooks.receiver;

import org.jspecify.annotations.NullMarked;
