@NullMarked
package katas.lab.infrastructure;

import org.jspecify.annotations.NullMarked;
