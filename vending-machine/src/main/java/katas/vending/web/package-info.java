@NullMarked
package katas.vending.web;

import org.jspecify.annotations.NullMarked;
