/** What is folded from events, and can be folded again. */
@NullMarked
package katas.shopping.view;

import org.jspecify.annotations.NullMarked;
