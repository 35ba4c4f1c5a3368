@NullMarked
package katas.lab.cli.demo;

import org.jspecify.annotations.NullMarked;
