package katas.lab.cli.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MavenLogTest {
    private final MavenLog log = new MavenLog();

    @Test
    void says_which_module_of_how_many_is_being_built() {
        assertThat(log.read("[INFO] Building Lab: cli 1.0-SNAPSHOT                         [2/3]"))
                .isEqualTo("Lab: cli (2 of 3)");
        assertThat(log.read("[INFO] --- compiler:3.15.0:compile (default-compile) @ lab-cli ---"))
                .isEqualTo("Lab: cli (2 of 3)");
    }

    @Test
    void says_what_is_being_downloaded() {
        assertThat(log.read("Downloading from central: https://example.org/a/picocli-4.7.7.jar"))
                .isEqualTo("downloading picocli-4.7.7.jar");
    }

    @Test
    void keeps_each_error_once_and_leaves_out_the_advice() {
        log.read("[ERROR] COMPILATION ERROR : ");
        log.read("[ERROR] A.java:[3,1] cannot find symbol");
        log.read("[INFO] 1 error");
        log.read("[ERROR] A.java:[3,1] cannot find symbol");
        log.read("[ERROR] ");
        log.read("[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.");
        log.read("[ERROR]   mvn <args> -rf :lab-cli");

        assertThat(log.essence()).containsExactly("A.java:[3,1] cannot find symbol");
        assertThat(log.compilationFailed()).isTrue();
        assertThat(log.downloadFailed()).isFalse();
    }

    @Test
    void tells_a_download_that_failed_from_code_that_does_not_compile() {
        log.read("[ERROR] Failed to execute goal: Could not transfer artifact");

        assertThat(log.compilationFailed()).isFalse();
        assertThat(log.downloadFailed()).isTrue();
    }
}
