@NullMarked
package katas.lab.cli.terminal;

import org.jspecify.annotations.NullMarked;
