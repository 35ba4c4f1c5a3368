package katas.lab.cli.demo;

import static katas.lab.cli.terminal.Colour.BOLD;
import static katas.lab.cli.terminal.Colour.FAINT;

import java.util.Optional;
import katas.lab.cli.terminal.Colour;
import katas.lab.cli.terminal.Console;

/**
 * What a demo shows of one scenario: a heading, and a row for each variant.
 *
 * @param names width of the column of variants
 * @param width of the column that tells what happened
 */
record Card(Console console, int names, int width) {

    void heading(String text) {
        console.line(" " + console.paint(BOLD, text));
    }

    void row(String variant, Colour colour, String what, String why) {
        console.line(("    %-" + names + "s").formatted(variant)
                + console.paint(colour, ("%-" + width + "s").formatted(what))
                + why);
    }

    /** Shows a guess beside what happened, if it was a number. */
    void guess(Optional<String> typed) {
        typed.filter(text -> text.matches("\\d{1,6}")).ifPresent(text -> row("your guess", FAINT, text, ""));
    }
}
