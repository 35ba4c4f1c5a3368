package katas.lab.cli.exercise;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import katas.lab.cli.CapturedConsole;
import katas.lab.cli.Lab;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Tree;
import picocli.CommandLine;

/** A lab with one kata, turnstile, and three tiny exercises, in a folder of its own. */
final class TurnstileTree {

    private final Tree tree;
    private CapturedConsole captured = new CapturedConsole();

    private TurnstileTree(Tree tree) {
        this.tree = tree;
    }

    static TurnstileTree in(Path folder) throws IOException, URISyntaxException {
        URI resources =
                Objects.requireNonNull(TurnstileTree.class.getResource("/tree")).toURI();
        var source = Path.of(resources);
        try (var files = Files.walk(source)) {
            for (var file : files.toList()) {
                var target = folder.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return new TurnstileTree(new Tree(folder));
    }

    Path root() {
        return tree.root();
    }

    /** Runs a verb; afterwards {@link #said} is what it wrote. */
    int run(String... args) {
        captured = new CapturedConsole();
        var lab = new Lab(tree, captured.console());
        var nothing = new Nothing();
        return new CommandLine(nothing)
                .addSubcommand(new StartCommand(lab))
                .addSubcommand(new CheckCommand(lab, TurnstileTree::classPath, () -> nothing.debug))
                .addSubcommand(new HintCommand(lab))
                .addSubcommand(new SolutionCommand(lab))
                .addSubcommand(new ResetCommand(lab))
                .addSubcommand("dev", DevCommand.with(lab, TurnstileTree::classPath))
                .setExecutionExceptionHandler((e, _, _) -> exit(e))
                .execute(args);
    }

    private int exit(Exception e) throws Exception {
        if (e instanceof Stopped stopped) {
            captured.console().line(stopped.getMessage() + "\n" + stopped.fix());
            return stopped.exit().code();
        }
        throw e;
    }

    String said() {
        return captured.text();
    }

    /** Puts the learner's code in the place of the starter's. */
    void write(String file, String text) throws IOException {
        var path = tree.work().resolve("turnstile").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static List<Path> classPath(String kata) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    @CommandLine.Command(name = "kata")
    private static final class Nothing {
        @CommandLine.Option(names = "--debug", scope = CommandLine.ScopeType.INHERIT)
        private boolean debug;
    }
}
