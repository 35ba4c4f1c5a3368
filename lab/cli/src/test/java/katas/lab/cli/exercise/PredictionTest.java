package katas.lab.cli.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionTest {

    @TempDir
    private Path work;

    @ParameterizedTest
    @ValueSource(strings = {"3", "4000", "4,000", "4 000", "~1.5", "30 %", "-1"})
    void a_number_is_repeated(String guess) throws IOException {
        write("# How many?\n\n  " + guess + "\n");

        assertThat(Prediction.recall(work)).isEqualTo("You said " + guess + ". ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "many", "?", "3 or 4", "-"})
    void what_is_no_number_is_said_to_be_none(String guess) throws IOException {
        write("# How many?\n" + guess + "\n");

        assertThat(Prediction.recall(work)).isEqualTo("You said '" + guess + "'; prediction.txt wants a number. ");
    }

    @Test
    void nothing_is_said_of_no_guess() throws IOException {
        assertThat(Prediction.recall(work)).isEmpty();

        write("# How many?\n\n");

        assertThat(Prediction.recall(work)).isEmpty();
    }

    private void write(String text) throws IOException {
        Files.writeString(work.resolve(Prediction.FILE), text);
    }
}
