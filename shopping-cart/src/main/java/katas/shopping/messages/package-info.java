/** What the contexts say to each other: the published language, all they know of one another. */
@NullMarked
package katas.shopping.messages;

import org.jspecify.annotations.NullMarked;
