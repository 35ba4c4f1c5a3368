package katas.lab.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import katas.lab.cli.exercise.BuiltTestClassPath;
import katas.lab.cli.exercise.CheckCommand;
import katas.lab.cli.exercise.DevCommand;
import katas.lab.cli.exercise.HintCommand;
import katas.lab.cli.exercise.ResetCommand;
import katas.lab.cli.exercise.SolutionCommand;
import katas.lab.cli.exercise.StartCommand;
import katas.lab.cli.readme.ReadmeCommand;
import katas.lab.cli.terminal.Console;
import katas.lab.cli.tree.Tree;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code kata} command: one class a verb, put together here. */
@Command(
        name = "kata",
        version = "kata 1.0 (Java ${java.version}, ${os.name} ${os.arch})",
        description = "System-design prompts as small, real services: start them, break them, extend them.",
        synopsisSubcommandLabel = "VERB",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 ok, 1 not done, 2 inconclusive, 3 environment, 4 usage, 70 bug in the lab."})
final class Kata implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces.")
    boolean debug;

    /** Without a verb: what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static void main(String[] args) {
        var console = Console.ofStandardOutput(Boolean.getBoolean("katas.terminal"));
        Runtime.getRuntime().addShutdownHook(new Thread(console::interrupt));
        var root = Path.of(System.getProperty("katas.root", "."));
        int exit = commandLine(new Lab(Tree.around(root), console)).execute(args);
        System.exit(exit);
    }

    static CommandLine commandLine(Lab lab) {
        var kata = new Kata();
        var failures = new Failures(lab.console(), kata);
        var testClassPath = new BuiltTestClassPath(lab);
        var commandLine = new CommandLine(kata)
                .setOut(new PrintWriter(lab.console().stream(), true, StandardCharsets.UTF_8))
                .addSubcommand(new DoctorCommand(lab))
                .addSubcommand(new ListCommand(lab))
                .addSubcommand(new UpCommand(lab))
                .addSubcommand(new UrlsCommand(lab))
                .addSubcommand(new TestCommand(lab, testClassPath))
                .addSubcommand(new DemoCommand(lab))
                .addSubcommand(new StartCommand(lab))
                .addSubcommand(new CheckCommand(lab, testClassPath, () -> kata.debug))
                .addSubcommand(new HintCommand(lab))
                .addSubcommand(new SolutionCommand(lab))
                .addSubcommand(new ResetCommand(lab))
                .addSubcommand(new PrefetchCommand(lab))
                .addSubcommand(
                        "dev",
                        DevCommand.with(lab, testClassPath)
                                .addSubcommand(new ReadmeCommand(lab, InstantSource.system())))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(lab.console().colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
        var version = commandLine.getCommandSpec().version();
        commandLine
                .getSubcommands()
                .values()
                .forEach(verb -> verb.getCommandSpec().version(version));
        return commandLine;
    }
}
