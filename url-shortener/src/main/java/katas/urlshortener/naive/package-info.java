/** Parts of a URL shortener that are wrong on purpose, in the ways in which they are often written. */
@NullMarked
package katas.urlshortener.naive;

import org.jspecify.annotations.NullMarked;
