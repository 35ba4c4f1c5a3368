package katas.lab.cli.exercise;

import katas.lab.cli.Lab;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What those who write katas and exercises need. */
@Command(name = "dev", description = "For authors of katas and exercises.", mixinStandardHelpOptions = true)
public final class DevCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private DevCommand() {}

    /** Returns the verb with those below it. */
    public static CommandLine with(Lab lab, TestClassPath classPath) {
        return new CommandLine(new DevCommand())
                .addSubcommand(new DevCheckCommand(lab, classPath))
                .addSubcommand(new DevRehearseCommand(lab));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "'dev' needs to know what to do: dev check or dev readme");
    }
}
