/** What a customer wants to buy. */
@NullMarked
package katas.shopping.cart;

import org.jspecify.annotations.NullMarked;
