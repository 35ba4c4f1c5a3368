package katas.lab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import katas.lab.testing.exercise.EnvironmentFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InfrastructureChoiceTest {
    @Test
    void containers_are_taken_unless_something_speaks_against_them() {
        assertThat(choose(null, true, null)).isEqualTo(ContainerInfrastructure.class);
        assertThat(choose(null, true, "the engine has no image")).isEqualTo(EmbeddedInfrastructure.class);
    }

    @Test
    void an_engine_that_answers_decides_nothing_once_child_processes_are_asked_for() {
        assertThat(choose("embedded", true, null)).isEqualTo(EmbeddedInfrastructure.class);
    }

    @Test
    void containers_that_are_asked_for_need_an_engine_only() {
        assertThat(choose("containers", true, "the engine has no image")).isEqualTo(ContainerInfrastructure.class);
    }

    @Test
    void containers_without_an_engine_are_a_failure_with_instructions_and_no_skip() {
        assertThatThrownBy(() -> choose("containers", false, "no engine"))
                .isInstanceOf(EnvironmentFailure.class)
                .hasMessageContaining("no container engine answers on this machine: start one")
                .hasMessageContaining("-Dlab.infrastructure=embedded");
    }

    @Test
    void an_unknown_choice_is_refused() {
        assertThatThrownBy(() -> choose("podman", true, null))
                .hasMessage("lab.infrastructure is 'podman': choose containers or embedded");
    }

    private static Class<?> choose(@Nullable String asked, boolean engine, @Nullable String whyNoContainers) {
        try (var chosen = InfrastructureChoice.make(asked, () -> engine, () -> Optional.ofNullable(whyNoContainers))) {
            return chosen.getClass();
        }
    }
}
