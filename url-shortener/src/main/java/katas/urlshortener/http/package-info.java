@NullMarked
package katas.urlshortener.http;

import org.jspecify.annotations.NullMarked;
