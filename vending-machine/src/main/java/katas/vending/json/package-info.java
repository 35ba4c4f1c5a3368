/** What is stored, as text. */
@NullMarked
package katas.vending.json;

import org.jspecify.annotations.NullMarked;
