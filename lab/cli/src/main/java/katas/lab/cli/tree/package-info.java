@NullMarked
package katas.lab.cli.tree;

import org.jspecify.annotations.NullMarked;
