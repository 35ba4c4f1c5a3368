package katas.lab.testing.exercise;

import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** One run of a check: chance comes from its seed, and what it measures goes into the learner's report. */
public final class Run {

    private final int number;
    private final int of;
    private final long seed;
    private final BiConsumer<String, String> report;

    Run(int number, int of, long seed, BiConsumer<String, String> report) {
        this.number = number;
        this.of = of;
        this.seed = seed;
        this.report = report;
    }

    /** Returns which of the repeated runs this is, from 1. */
    public int number() {
        return number;
    }

    /** Returns how often the check runs. */
    public int of() {
        return of;
    }

    public long seed() {
        return seed;
    }

    /** Returns a source of chance that repeats itself under the same seed. */
    public RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** Returns a name that no other run uses, for keys in a shared server. */
    public String unique(String name) {
        return name + "-" + Long.toUnsignedString(seed, 36) + "-" + Long.toUnsignedString(System.nanoTime(), 36);
    }

    /** Reports a measured number; {@code exercise.yaml} names it as {@code CHECK.name}. */
    public void measured(String name, long value) {
        report.accept(name, Long.toString(value));
    }
}
