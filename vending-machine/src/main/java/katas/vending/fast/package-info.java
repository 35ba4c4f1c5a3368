/** What makes the machines faster and changes no decision. */
@NullMarked
package katas.vending.fast;

import org.jspecify.annotations.NullMarked;
