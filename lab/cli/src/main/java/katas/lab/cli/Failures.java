package katas.lab.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import katas.lab.cli.terminal.Console;
import katas.lab.cli.terminal.Exit;
import katas.lab.cli.terminal.Stopped;
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
        var suggestions = new StringWriter();
        var _ = UnmatchedArgumentException.printSuggestions(e, new PrintWriter(suggestions));
        var meant = suggestions.toString().isBlank()
                ? ""
                : " " + suggestions.toString().strip();
        console.stopped(Stopped.usage(
                e.getMessage() + "." + meant,
                "./" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help"));
        return Exit.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult result) {
        if (e instanceof Stopped stopped) {
            console.stopped(stopped);
            return stopped.exit().code();
        }
        console.bug(e, kata.debug);
        return Exit.BUG.code();
    }
}
