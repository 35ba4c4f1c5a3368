@NullMarked
package katas.lab.cli.run;

import org.jspecify.annotations.NullMarked;
