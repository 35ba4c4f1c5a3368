/** Clicks on their way through Kafka: taken down off the path of the redirects, and counted from there. */
@NullMarked
package katas.urlshortener.kafka;

import org.jspecify.annotations.NullMarked;
