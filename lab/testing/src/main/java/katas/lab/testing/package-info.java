/** Real servers, faults, service processes, clocks and seeded histories for the katas' tests. */
@NullMarked
package katas.lab.testing;

import org.jspecify.annotations.NullMarked;
