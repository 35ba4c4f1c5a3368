package katas.vending.table;

import static org.assertj.core.api.Assertions.assertThat;

import katas.vending.BoundedChange;
import katas.vending.Controller;
import katas.vending.Timeouts;
import org.junit.jupiter.api.Test;

class ReadmeDiagramTest {
    private static final String RENEW = "mvn -pl vending-machine -am test -Dtest=ReadmeDiagramTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dreadme.renew=true";

    private final TransitionTable table = TransitionTable.of(new Controller(new BoundedChange(), Timeouts.USUAL));

    @Test
    void the_diagram_in_the_readme_is_the_code() {
        matches("transition diagram", "```mermaid\n" + table.toMermaid() + "```\n");
    }

    @Test
    void the_table_in_the_readme_is_the_code() {
        matches("transition table", table.toMarkdown());
    }

    private static void matches(String name, String right) {
        var part = new GeneratedPart(name);
        if (Boolean.getBoolean("readme.renew")) {
            part.write(right);
        }
        assertThat(part.read())
                .as("README.md, %s. It should read:%n%n%s%nRenew it with:%n%s%n", name, right, RENEW)
                .isEqualTo(right);
    }
}
