/** One trace joins a request with everything that is said because of it. */
@NullMarked
package katas.shopping.tracing;

import org.jspecify.annotations.NullMarked;
