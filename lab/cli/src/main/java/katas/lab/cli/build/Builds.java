package katas.lab.cli.build;

import java.util.List;
import java.util.stream.Stream;
import katas.lab.cli.terminal.Console;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Tree;

/** Brings what Maven makes up to date, and leaves Maven alone when it already is. */
public final class Builds {
    private final Tree tree;
    private final Console console;

    public Builds(Tree tree, Console console) {
        this.tree = tree;
        this.console = console;
    }

    /**
     * Builds the jars of services, where their sources have changed.
     *
     * @throws Stopped when Maven fails
     */
    public void jars(List<String> katas) {
        build(katas.stream().map(this::jar).toList(), "-Dmaven.test.skip=true");
    }

    /**
     * Builds a kata's jar and its tests, where sources have changed.
     *
     * @throws Stopped when Maven fails
     */
    public void tests(String kata) {
        build(List.of(jar(kata), testClasses(kata)), "-DskipTests");
    }

    /**
     * Fetches whatever Maven will need.
     *
     * @throws Stopped when something cannot be downloaded
     */
    public void everything() {
        try (var _ = BuildLock.hold(tree.state(), console)) {
            new Maven(tree, console).fetch();
        }
    }

    private void build(List<Product> products, String tests) {
        if (products.stream().allMatch(Product::fresh)) {
            return;
        }
        try (var _ = BuildLock.hold(tree.state(), console)) {
            var stale = products.stream().filter(product -> !product.fresh()).toList();
            if (stale.isEmpty()) {
                // somebody else has just built it
                return;
            }
            var before = stale.stream().map(Product::sourcesChecksum).toList();
            new Maven(tree, console)
                    .pack(stale.stream().map(Product::module).distinct().toList(), tests);
            for (int i = 0; i < stale.size(); i++) {
                stale.get(i).built(before.get(i));
            }
        }
    }

    private Product jar(String kata) {
        return new Product(
                tree.root(),
                kata,
                "kata-jar.built",
                List.of("pom.xml", kata + "/pom.xml", kata + "/src/main"),
                List.of(kata + "/target/" + kata + "-1.0-SNAPSHOT.jar"));
    }

    private Product testClasses(String kata) {
        var ownSources = Stream.of("pom.xml", kata + "/pom.xml", kata + "/src/main", kata + "/src/test");
        var labSources = Stream.of("infrastructure", "testing")
                .flatMap(module -> Stream.of("lab/" + module + "/pom.xml", "lab/" + module + "/src/main"));
        return new Product(
                tree.root(),
                kata,
                "kata-tests.built",
                Stream.concat(ownSources, labSources).toList(),
                List.of(
                        kata + "/target/test.classpath",
                        kata + "/target/classes",
                        kata + "/target/test-classes",
                        "lab/infrastructure/target/lab-infrastructure-1.0-SNAPSHOT.jar",
                        "lab/testing/target/lab-testing-1.0-SNAPSHOT.jar"));
    }
}
