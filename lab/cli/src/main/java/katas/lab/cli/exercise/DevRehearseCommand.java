package katas.lab.cli.exercise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import katas.lab.cli.Lab;
import katas.lab.cli.terminal.Exit;
import katas.lab.cli.tree.Katas;
import picocli.CommandLine.Command;

/** Does a little of what people wait for: the command's AOT cache is made from such a run. */
@Command(name = "rehearse", hidden = true, description = "Make the AOT cache remember what a check needs.")
final class DevRehearseCommand implements Callable<Integer> {

    private final Lab lab;

    DevRehearseCommand(Lab lab) {
        this.lab = lab;
    }

    @Override
    public Integer call() throws IOException {
        Katas.of(lab.tree()).all().forEach(kata -> ExerciseList.of(lab.tree(), kata.name()));
        var folder = Files.createTempDirectory("kata-rehearsal-");
        try {
            return compile(folder) instanceof Compilation.Compiled ? Exit.OK.code() : Exit.BUG.code();
        } finally {
            WorkFolder.remove(folder);
        }
    }

    private static Compilation compile(Path folder) throws IOException {
        Files.writeString(folder.resolve("Permits.java"), """
                import java.util.List;
                import java.util.Optional;

                final class Permits {
                    record Permit(String id) {}

                    Optional<Permit> first(List<String> ids) {
                        return ids.stream().filter(each -> !each.isBlank()).map(Permit::new).findFirst();
                    }
                }
                """);
        return Compilation.of(Sources.in(folder), Sources.NONE, List.of(folder), folder.resolve("classes"));
    }
}
