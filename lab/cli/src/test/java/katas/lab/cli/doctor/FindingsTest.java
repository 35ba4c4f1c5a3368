package katas.lab.cli.doctor;

import static katas.lab.cli.doctor.Finding.Severity.FATAL;
import static katas.lab.cli.doctor.Finding.Severity.FINE;
import static katas.lab.cli.doctor.Finding.Severity.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final long MIB = 1024 * 1024;

    @Test
    void takes_maven_from_3_8_on() {
        assertThat(Tools.maven(Optional.of("Apache Maven 3.8.7\nMaven home: /usr")))
                .isEqualTo(Finding.fine("Maven 3.8.7"));
        assertThat(Tools.maven(Optional.of("Apache Maven 4.0.0-rc-4 (abc)")).severity())
                .isEqualTo(FINE);
        assertThat(Tools.maven(Optional.of("Apache Maven 3.6.3")).severity()).isEqualTo(FATAL);
    }

    @Test
    void does_without_no_maven() {
        assertThat(Tools.maven(Optional.empty()).severity()).isEqualTo(FATAL);
        assertThat(Tools.maven(Optional.of("gibberish")).severity()).isEqualTo(FATAL);
    }

    @Test
    void needs_half_a_gigabyte_of_disk_and_likes_two() {
        assertThat(Machine.disk(511 * MIB).severity()).isEqualTo(FATAL);
        assertThat(Machine.disk(512 * MIB).severity()).isEqualTo(NOTE);
        assertThat(Machine.disk(2048 * MIB)).isEqualTo(Finding.fine("2.0 GB free on the disk"));
    }

    @Test
    void mentions_memory_below_a_gigabyte() {
        assertThat(Machine.memory(1023 * MIB).severity()).isEqualTo(NOTE);
        assertThat(Machine.memory(1024 * MIB).severity()).isEqualTo(FINE);
    }
}
