@NullMarked
package katas.urlshortener;

import org.jspecify.annotations.NullMarked;
