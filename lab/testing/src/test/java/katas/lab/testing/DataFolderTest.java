package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path place;

    @Test
    void goes_with_all_that_is_in_it() throws IOException {
        var folder = DataFolder.in(place);
        Files.createDirectories(folder.path().resolve("redis/appendonlydir"));
        Files.writeString(folder.path().resolve("redis/appendonlydir/file"), "data");

        folder.close();

        assertThat(folder.path()).doesNotExist();
        assertThat(place).isEmptyDirectory();
    }

    @Test
    void what_a_killed_run_left_goes_and_what_a_living_one_has_stays() throws IOException {
        var ofTheDead =
                Files.createDirectories(place.resolve("lab-999999999-1/redis")).getParent();
        var ofAnother = Files.createDirectory(place.resolve("lab-notes"));
        var ofTheLiving = DataFolder.in(place);

        var mine = DataFolder.in(place);

        assertThat(place.toFile().listFiles())
                .containsExactlyInAnyOrder(
                        ofAnother.toFile(),
                        ofTheLiving.path().toFile(),
                        mine.path().toFile());
        assertThat(ofTheDead).doesNotExist();
    }
}
