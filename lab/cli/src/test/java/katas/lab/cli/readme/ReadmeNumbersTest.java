package katas.lab.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import katas.lab.cli.tree.KataDescription;
import katas.lab.cli.tree.KataDescription.Variant;
import katas.lab.cli.tree.Katas;
import katas.lab.cli.tree.Tree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The numbers in every kata's README are those in its committed results. */
class ReadmeNumbersTest {
    private static final Tree TREE = Tree.around(Path.of(""));

    static List<KataDescription> katas() {
        return Katas.of(TREE).all();
    }

    @ParameterizedTest
    @MethodSource("katas")
    void every_number_in_a_marked_table_was_measured_and_every_length_counted(KataDescription kata) throws IOException {
        var measurements = Measurements.read(Measurements.file(TREE, kata));
        var variants = kata.variants().stream().map(Variant::name).toList();
        var folder = TREE.module(kata.name());
        var readme = Files.readString(folder.resolve("README.md"));

        assertThat(readme).contains(MeasuredTables.TABLE, MeasuredTables.PROVENANCE);
        assertThat(readme)
                .as("README.md is not what ./kata dev readme %s writes (with --lengths: lines only)", kata.name())
                .isEqualTo(new MeasuredTables(measurements, variants).renew(new LineCounts(folder).renew(readme)));
    }
}
