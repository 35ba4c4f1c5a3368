package katas.lab.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import katas.lab.cli.terminal.Exit;
import katas.lab.cli.terminal.Stopped;
import katas.lab.cli.tree.Katas;
import katas.lab.cli.tree.Tree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoiceTest {
    @TempDir
    Path root;

    @BeforeEach
    void describe_two_katas() throws IOException {
        for (var name : List.of("door", "turnstile")) {
            Files.createDirectories(root.resolve(name));
            Files.writeString(root.resolve(name + "/kata.yaml"), """
                    name: %s
                    prompt: Design a %1$s.
                    port: 8099
                    needs: []
                    variants:
                      - { name: coin, text: "a coin opens it", default: true }
                      - { name: open, text: "everybody passes" }
                    try: []
                    """.formatted(name));
        }
    }

    @Test
    void takes_all_katas_with_their_default_variants_when_none_is_named() {
        assertThat(chosen(List.of(), List.of())).containsExactly("door coin", "turnstile coin");
    }

    @Test
    void takes_a_bare_variant_for_the_only_kata() {
        assertThat(chosen(List.of("turnstile"), List.of("open"))).containsExactly("turnstile open");
    }

    @Test
    void takes_a_variant_for_the_kata_that_it_names() {
        assertThat(chosen(List.of(), List.of("turnstile=open"))).containsExactly("door coin", "turnstile open");
    }

    @Test
    void starts_a_kata_once_when_it_is_named_twice() {
        assertThat(chosen(List.of("door", "door"), List.of())).containsExactly("door coin");
    }

    @Test
    void refuses_a_bare_variant_for_several_katas() {
        refuses(List.of(), List.of("open"), "does not say of which kata");
    }

    @Test
    void refuses_an_unknown_kata_and_suggests_the_one_meant() {
        refuses(List.of("turnstyle"), List.of(), "Did you mean 'turnstile'?");
    }

    @Test
    void refuses_an_unknown_variant_and_suggests_the_one_meant() {
        refuses(List.of("door"), List.of("opne"), "Did you mean 'open'?");
    }

    @Test
    void refuses_a_variant_of_a_kata_that_does_not_start() {
        refuses(List.of("door"), List.of("turnstile=open"), "not among the katas to start");
    }

    @Test
    void refuses_two_variants_of_one_kata() {
        refuses(List.of("door"), List.of("coin", "open"), "one variant at a time");
    }

    private List<String> chosen(List<String> names, List<String> variants) {
        return Choice.of(Katas.of(new Tree(root)), names, variants).stream()
                .map(choice -> choice.name() + " " + choice.variant().name())
                .toList();
    }

    private void refuses(List<String> names, List<String> variants, String because) {
        assertThatThrownBy(() -> chosen(names, variants))
                .isInstanceOfSatisfying(
                        Stopped.class, stopped -> assertThat(stopped.exit()).isEqualTo(Exit.USAGE))
                .hasMessageContaining(because);
    }
}
