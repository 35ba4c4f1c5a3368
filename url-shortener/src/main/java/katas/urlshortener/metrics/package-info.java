@NullMarked
package katas.urlshortener.metrics;

import org.jspecify.annotations.NullMarked;
