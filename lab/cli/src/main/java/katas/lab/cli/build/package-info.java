@NullMarked
package katas.lab.cli.build;

import org.jspecify.annotations.NullMarked;
