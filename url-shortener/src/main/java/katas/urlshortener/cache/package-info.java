@NullMarked
package katas.urlshortener.cache;

import org.jspecify.annotations.NullMarked;
