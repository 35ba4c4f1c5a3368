@NullMarked
package katas.urlshortener.web;

import org.jspecify.annotations.NullMarked;
