package katas.lab.cli.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.KataDescription;
import katas.lab.cli.tree.KataDescription.Variant;
import katas.lab.cli.tree.Katas;

/** A kata to start, and which of its variants. */
public record Choice(KataDescription kata, Variant variant) {

    /**
     * Understands a command line.
     *
     * @param names the katas; none means all
     * @param variants {@code NAME} when it is clear whose, else {@code KATA=NAME}
     * @throws Stopped when a name is unknown, or a variant's kata is unclear or not started
     */
    public static List<Choice> of(Katas katas, List<String> names, List<String> variants) {
        var chosen = names.isEmpty()
                ? katas.all()
                : names.stream().distinct().map(katas::named).toList();
        var wanted = wantedVariants(chosen, variants);
        var choices = new ArrayList<Choice>();
        for (var kata : chosen) {
            var name = wanted.get(kata.name());
            choices.add(new Choice(kata, name == null ? kata.defaultVariant() : kata.variant(name)));
        }
        return List.copyOf(choices);
    }

    public String name() {
        return kata.name();
    }

    private static Map<String, String> wantedVariants(List<KataDescription> chosen, List<String> variants) {
        var started = new HashSet<>(chosen.stream().map(KataDescription::name).toList());
        var wanted = new HashMap<String, String>();
        for (var argument : variants) {
            int equals = argument.indexOf('=');
            if (equals < 0 && chosen.size() != 1) {
                throw Stopped.usage(
                        "--variant " + argument + " does not say of which kata.",
                        "--variant KATA=" + argument + ", or start one kata only");
            }
            var kata = equals < 0 ? chosen.getFirst().name() : argument.substring(0, equals);
            if (!started.contains(kata)) {
                throw Stopped.usage(
                        "--variant " + argument + ": '" + kata + "' is not among the katas to start.",
                        "name it as well: ./kata up … " + kata);
            }
            if (wanted.put(kata, argument.substring(equals + 1)) != null) {
                throw Stopped.usage(kata + " can run one variant at a time.", "give --variant once for each kata");
            }
        }
        return wanted;
    }
}
