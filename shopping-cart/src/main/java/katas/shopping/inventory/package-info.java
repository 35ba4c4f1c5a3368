/** What is on the shelf, and for whom some of it is kept. */
@NullMarked
package katas.shopping.inventory;

import org.jspecify.annotations.NullMarked;
