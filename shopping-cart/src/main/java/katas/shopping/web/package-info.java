@NullMarked
package katas.shopping.web;

import org.jspecify.annotations.NullMarked;
