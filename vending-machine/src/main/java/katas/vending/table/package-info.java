/** Which command leads from which state to which: read off the running code, so that it cannot be out of date. */
@NullMarked
package katas.vending.table;

import org.jspecify.annotations.NullMarked;
