@NullMarked
package katas.urlshortener.code;

import org.jspecify.annotations.NullMarked;
