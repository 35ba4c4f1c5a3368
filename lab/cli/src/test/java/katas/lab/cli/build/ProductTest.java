package katas.lab.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductTest {
    @TempDir
    Path root;

    private Product product = new Product(root, "", "", List.of(), List.of());

    @BeforeEach
    void build_once() throws IOException {
        write("door/src/Door.java", "class Door {}");
        write("door/target/door.jar", "bytes");
        product = new Product(root, "door", "built", List.of("door/src"), List.of("door/target/door.jar"));
        product.built(product.sourcesChecksum());
    }

    @Test
    void is_fresh_after_its_build() {
        assertThat(product.fresh()).isTrue();
    }

    @Test
    void is_stale_before_its_first_build() throws IOException {
        Files.delete(root.resolve("door/target/built"));

        assertThat(product.fresh()).isFalse();
    }

    @Test
    void is_stale_after_a_source_was_changed_added_or_removed() throws IOException {
        write("door/src/Door.java", "class Door { }");
        assertThat(product.fresh()).isFalse();

        write("door/src/Door.java", "class Door {}");
        assertThat(product.fresh()).isTrue();

        write("door/src/Key.java", "");
        assertThat(product.fresh()).isFalse();

        Files.delete(root.resolve("door/src/Key.java"));
        Files.delete(root.resolve("door/src/Door.java"));
        assertThat(product.fresh()).isFalse();
    }

    @Test
    void stays_fresh_when_a_source_was_only_touched() throws IOException {
        Files.setLastModifiedTime(root.resolve("door/src/Door.java"), FileTime.from(Instant.EPOCH));

        assertThat(product.fresh()).isTrue();
    }

    @Test
    void is_stale_when_the_result_is_gone_or_is_another() throws IOException {
        write("door/target/door.jar", "other bytes");
        assertThat(product.fresh()).isFalse();

        Files.delete(root.resolve("door/target/door.jar"));
        assertThat(product.fresh()).isFalse();
    }

    @Test
    void is_stale_when_a_source_was_changed_during_the_build() throws IOException {
        var before = product.sourcesChecksum();
        write("door/src/Door.java", "class Door { int width; }");

        product.built(before);

        assertThat(product.fresh()).isFalse();
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), content);
    }
}
