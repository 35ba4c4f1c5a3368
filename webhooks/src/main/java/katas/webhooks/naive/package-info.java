/** What is wrong on purpose, to be compared with. */
@NullMarked
package katas.webhooks.naive;

import org.jspecify.annotations.NullMarked;
