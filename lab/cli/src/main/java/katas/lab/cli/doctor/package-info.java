@NullMarked
package katas.lab.cli.doctor;

import org.jspecify.annotations.NullMarked;
