package katas.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import katas.lab.cli.tree.Tree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KataTest {
    @TempDir
    Path root;

    private final CapturedConsole captured = new CapturedConsole();

    @BeforeEach
    void describe_a_kata() throws IOException {
        Files.createDirectories(root.resolve("turnstile"));
        Files.writeString(root.resolve("turnstile/kata.yaml"), """
                name: turnstile
                prompt: Design a turnstile.
                port: 8099
                needs: [ redis ]
                variants:
                  - { name: coin, text: "a coin opens it", default: true }
                  - { name: open, text: "everybody passes" }
                try: [ "curl localhost:8099" ]
                """);
    }

    @Test
    void lists_katas_with_prompt_port_and_default_variant() {
        int exit = run("list");

        assertThat(exit).isZero();
        assertThat(captured.text())
                .contains(
                        "turnstile  Design a turnstile.  port 8099",
                        "● coin  a coin opens it",
                        "○ open  everybody passes");
    }

    @Test
    void answers_a_mistyped_verb_with_the_one_meant_and_exit_4() {
        int exit = run("lst");

        assertThat(exit).isEqualTo(4);
        assertThat(captured.text()).contains("There is no verb 'lst'", "Did you mean 'list'?");
    }

    @Test
    void answers_a_broken_description_with_the_file_and_exit_3() throws IOException {
        Files.writeString(root.resolve("turnstile/kata.yaml"), "nmae: turnstile");

        int exit = run("list");

        assertThat(exit).isEqualTo(3);
        assertThat(captured.text()).contains("turnstile/kata.yaml", "nmae").doesNotContain("\tat ");
    }

    private int run(String... args) {
        return Kata.commandLine(new Lab(new Tree(root), captured.console())).execute(args);
    }
}
