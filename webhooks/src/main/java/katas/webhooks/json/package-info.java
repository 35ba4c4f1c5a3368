/** What is stored, as text. */
@NullMarked
package katas.webhooks.json;

import org.jspecify.annotations.NullMarked;
