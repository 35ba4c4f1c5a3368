@NullMarked
package katas.lab.cli.test;

import org.jspecify.annotations.NullMarked;
