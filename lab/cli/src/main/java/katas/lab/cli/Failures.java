package katas.lab.cli;

import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import katas.lab.cli.terminal.Console;
import katas.lab.cli.terminal.Exit;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what went wrong in one or two lines and picks the exit code: the only place that does. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Console console;
    private final Kata kata;

    Failures(Console console, Kata kata) {
        this.console = console;
        this.kata = kata;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        var command = e.getCommandLine();
        var what = e instanceof UnmatchedArgumentException unmatched
                ? unknown(unmatched.getUnmatched().getFirst(), command)
                : e.getMessage() + ".";
        console.stopped(Stopped.usage(what, "./" + command.getCommandSpec().qualifiedName() + " --help"));
        return Exit.USAGE.code();
    }

    private static String unknown(String word, CommandLine command) {
        var verbs = command.getSubcommands().keySet();
        var options = command.getCommandSpec().optionsMap().keySet();
        var kind = word.startsWith("-") ? "option" : verbs.isEmpty() ? "argument" : "verb";
        var known = Stream.concat(verbs.stream(), options.stream()).toList();
        return "There is no " + kind + " '" + word + "' here." + Suggestion.forTypo(word, known);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult result) {
        while (console.interrupted()) {
            // the JVM ends in a moment
            LockSupport.park(this);
        }
        if (e instanceof Stopped stopped) {
            console.stopped(stopped);
            return stopped.exit().code();
        }
        console.bug(e, kata.debug);
        return Exit.BUG.code();
    }
}
