/** A cart whose changes are events, and a checkout that is a saga. */
@NullMarked
package katas.shopping;

import org.jspecify.annotations.NullMarked;
