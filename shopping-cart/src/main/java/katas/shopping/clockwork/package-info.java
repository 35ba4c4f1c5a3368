/** What happens because time has passed. */
@NullMarked
package katas.shopping.clockwork;

import org.jspecify.annotations.NullMarked;
