package katas.lab.cli.build;

import java.util.List;
import katas.lab.cli.terminal.Activity;
import katas.lab.cli.terminal.Console;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Tree;
import katas.lab.infrastructure.GuardedProcess;

/** The container images that compose and the tests use, where an engine answers. */
public final class Images {
    private final Tree tree;
    private final Console console;

    public Images(Tree tree, Console console) {
        this.tree = tree;
        this.console = console;
    }

    /**
     * Pulls images that are not here yet, and builds those of the services.
     *
     * @param images names with tags
     * @throws Stopped when one cannot be had
     */
    public void fetch(List<String> images) {
        if (Programs.answer("docker", "version", "--format", "{{.Server.Version}}")
                .isEmpty()) {
            console.line("   No container engine answers: no images needed.");
            return;
        }
        for (var image : images) {
            if (Programs.answer("docker", "image", "inspect", "--format", "{{.Id}}", image)
                    .isEmpty()) {
                docker("pulling " + image, "pulled " + image, List.of("docker", "pull", "--quiet", image));
            }
        }
        if (Programs.answer("docker", "compose", "version").isPresent()) {
            docker(
                    "building the services' images",
                    "built the services' images",
                    List.of("docker", "compose", "build"));
        }
    }

    private void docker(String doing, String done, List<String> command) {
        try (var activity = Activity.begin(console, doing)) {
            var docker = GuardedProcess.command(command)
                    .in(tree.root())
                    .output(line -> activity.at(line.length() > 60 ? line.substring(0, 60) : line))
                    .start();
            if (docker.exit().join() != 0) {
                throw Stopped.environment(
                        doing + " failed: " + String.join("\n     ", docker.lastLines()),
                        "is there a network? without images the lab still runs as child processes");
            }
            activity.done(done);
        }
    }
}
