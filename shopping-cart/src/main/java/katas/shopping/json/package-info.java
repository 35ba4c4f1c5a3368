/** What is stored and what is said, as text. */
@NullMarked
package katas.shopping.json;

import org.jspecify.annotations.NullMarked;
