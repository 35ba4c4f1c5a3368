package katas.lab.cli;

import static katas.lab.cli.terminal.Colour.BOLD;
import static katas.lab.cli.terminal.Colour.FAINT;
import static katas.lab.cli.terminal.Colour.GREEN;

import katas.lab.cli.exercise.ExerciseList;
import katas.lab.cli.tree.KataDescription;
import katas.lab.cli.tree.KataDescription.Variant;
import katas.lab.cli.tree.Katas;
import picocli.CommandLine.Command;

/** Lists the katas and what can be started. */
@Command(
        name = "list",
        description = "Show the katas, their ports, variants and exercises.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {
    private final Lab lab;

    ListCommand(Lab lab) {
        this.lab = lab;
    }

    @Override
    public void run() {
        for (var kata : Katas.of(lab.tree()).all()) {
            print(kata);
        }
        lab.console().line("Start one: ./kata up KATA [--variant NAME]      Begin an exercise: ./kata start KATA/NN");
    }

    private void print(KataDescription kata) {
        var console = lab.console();
        console.line(console.paint(BOLD, kata.name()) + "  " + kata.prompt() + "  port " + kata.port());
        int width = kata.variants().stream()
                .mapToInt(variant -> variant.name().length())
                .max()
                .orElse(0);
        for (var variant : kata.variants()) {
            console.line("  " + mark(variant) + ("%-" + width + "s  ").formatted(variant.name())
                    + console.paint(FAINT, variant.text()));
        }
        for (var exercise : ExerciseList.of(lab.tree(), kata.name())) {
            console.line("  ✎ " + exercise);
        }
        console.line();
    }

    private String mark(Variant variant) {
        return variant.standard() ? lab.console().paint(GREEN, "● ") : "○ ";
    }
}
