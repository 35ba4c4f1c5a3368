package katas.lab.cli.exercise;

import katas.lab.cli.tree.Tree;
import picocli.CommandLine.Parameters;

/** The argument that names an exercise. */
final class ExerciseArgument {

    @Parameters(paramLabel = "KATA/NN", description = "Which exercise, such as rate-limiter/01.")
    String name = "";

    ExerciseFolder in(Tree tree) {
        return ExerciseFolder.find(tree, name);
    }
}
