/** The payment provider, asked over HTTP. */
@NullMarked
package katas.shopping.http;

import org.jspecify.annotations.NullMarked;
