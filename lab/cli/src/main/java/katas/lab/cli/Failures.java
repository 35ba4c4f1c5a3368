package katas.lab.cli;

import static katas.lab.cli.terminal.Colour.FAINT;
import static katas.lab.cli.terminal.Colour.RED;
import static katas.lab.cli.terminal.Colour.YELLOW;

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
        console.line(mark(Exit.USAGE) + e.getMessage());
        var suggestions = new StringWriter();
        if (UnmatchedArgumentException.printSuggestions(e, new PrintWriter(suggestions))) {
            console.line("   " + suggestions.toString().strip());
        }
        console.line("   Fix: ./" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return Exit.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult result) {
        console.endProgress();
        if (kata.debug) {
            e.printStackTrace(console.stream());
        }
        if (e instanceof Stopped stopped) {
            return say(stopped);
        }
        console.line(mark(Exit.BUG) + "A bug in the lab: " + e);
        console.line(console.paint(FAINT, "   The same command with --debug shows where."));
        return Exit.BUG.code();
    }

    private int say(Stopped stopped) {
        console.line(mark(stopped.exit()) + stopped.getMessage());
        if (!stopped.fix().isEmpty()) {
            console.line("   Fix: " + stopped.fix());
        }
        return stopped.exit().code();
    }

    private String mark(Exit exit) {
        return exit == Exit.ENVIRONMENT ? console.paint(YELLOW, " ! ") + "Environment: " : console.paint(RED, " ✗ ");
    }
}
