package katas.lab.testing.runner;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;

/**
 * What to run and how.
 *
 * @param selectors classes and packages to look for tests in
 * @param excludedTags tags whose tests are left out
 * @param checks a {@link katas.lab.testing.exercise.CheckPlan}; absent when plain tests run
 * @param stopAfter ids of the checks whose failure ends the run
 * @param events file for the JSON lines
 * @param timeLimit longest time for one test; absent for no limit
 */
record RunnerArguments(
        List<DiscoverySelector> selectors,
        List<String> excludedTags,
        @Nullable String checks,
        List<String> stopAfter,
        @Nullable Path events,
        @Nullable Duration timeLimit) {

    static final String USAGE = """
            SentenceRunner (--package NAME | --class NAME)... [--exclude-tag TAG]... [--events FILE]
                           [--checks ID[:RUNS],... [--stop-after ID,...]] [--time-limit SECONDS]""";

    static RunnerArguments parse(String... args) {
        var selectors = new ArrayList<DiscoverySelector>();
        var excludedTags = new ArrayList<String>();
        String checks = null;
        var stopAfter = List.<String>of();
        Path events = null;
        Duration timeLimit = null;
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value\n" + USAGE);
            }
            var value = args[i + 1];
            switch (args[i]) {
                case "--package" -> selectors.add(DiscoverySelectors.selectPackage(value));
                case "--class" -> selectors.add(DiscoverySelectors.selectClass(value));
                case "--exclude-tag" -> excludedTags.add(value);
                case "--checks" -> checks = value;
                case "--stop-after" -> stopAfter = Arrays.asList(value.split(","));
                case "--events" -> events = Path.of(value);
                case "--time-limit" -> timeLimit = Duration.ofSeconds(Long.parseLong(value));
                default -> throw new IllegalArgumentException("unknown option " + args[i] + "\n" + USAGE);
            }
        }
        return new RunnerArguments(selectors, excludedTags, checks, stopAfter, events, timeLimit);
    }
}
