@NullMarked
package katas.vending;

import org.jspecify.annotations.NullMarked;
