@NullMarked
package katas.webhooks.web;

import org.jspecify.annotations.NullMarked;
