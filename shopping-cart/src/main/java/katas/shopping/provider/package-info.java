/** Not ours: a small payment provider with a ledger of its own, which can be told to misbehave. */
@NullMarked
package katas.shopping.provider;

import org.jspecify.annotations.NullMarked;
