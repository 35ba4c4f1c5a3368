package katas.lab.cli;

import static katas.lab.cli.terminal.Colour.FAINT;
import static katas.lab.cli.terminal.Colour.GREEN;
import static katas.lab.cli.terminal.Colour.RED;
import static katas.lab.cli.terminal.Colour.YELLOW;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import katas.lab.cli.doctor.Doctor;
import katas.lab.cli.doctor.Finding;
import katas.lab.cli.doctor.Finding.Severity;
import katas.lab.cli.terminal.Exit;
import katas.lab.cli.tree.Settings;
import picocli.CommandLine.Command;

/** Says what on this machine keeps the lab from running, and what to do about it. */
@Command(
        name = "doctor",
        description = "Check that this machine can run the lab; exit 3 when it cannot.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private final Lab lab;

    DoctorCommand(Lab lab) {
        this.lab = lab;
    }

    @Override
    public Integer call() {
        var fatal = new AtomicBoolean();
        new Doctor(lab.tree(), Settings.of(lab.tree(), System.getenv())).examine(finding -> {
            print(finding);
            fatal.compareAndSet(false, finding.severity() == Severity.FATAL);
        });
        return (fatal.get() ? Exit.ENVIRONMENT : Exit.OK).code();
    }

    private void print(Finding finding) {
        var console = lab.console();
        var mark = switch (finding.severity()) {
            case FINE -> console.paint(GREEN, "✓");
            case NOTE -> console.paint(YELLOW, "!");
            case FATAL -> console.paint(RED, "✗");
        };
        console.line(" " + mark + " " + finding.what());
        if (!finding.fix().isEmpty()) {
            console.line(console.paint(FAINT, "   Fix: " + finding.fix()));
        }
    }
}
